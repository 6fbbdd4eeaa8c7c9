import { randomBytes } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { Caller } from "../../../generated/rpc/landfall/accounts/v1/caller.ts";
import type { ScheduleFields } from "../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import { ServiceError } from "../../../services/runtime/errors.ts";
import { prefixedId } from "../../../services/runtime/ulid.ts";
import { noFields } from "../../../services/scheduler/written-fields.ts";
import { instant } from "../fixtures/race.ts";
import { makeProfile } from "./make-profile.ts";
import { type Setting, type Way, type Weather, ways, weathers } from "./setting.ts";
import { untilAnswered } from "./until-answered.ts";
import { before, type Raced, soonAgain, type Verb } from "./verbs.ts";

/** A race before it begins: all of it that is left to chance. */
export interface Entry {
  readonly number: number;
  readonly verb: Verb;
  readonly way: Way;
  readonly weather: Weather;
  /** From the beginning of its wave to the occurrence around which it is about, in milliseconds. */
  readonly momentMs: number;
  /** How many occurrences come before that one. */
  readonly earlier: 0 | 1;
  /** From that to the change. */
  readonly offsetMs: number;
}

/** What came of a race. */
export interface Outcome extends Entry {
  readonly raced: Raced;
  readonly askedAt: number;
  /** From when on nothing of before may start. */
  readonly finalAt: number;
  /** Null: it was done. */
  readonly refusal: string | null;
}

/** From the creation of a schedule to its first occurrence. */
const leadMs = 2_500;
const everyMs = 2_000;
/** The occurrences of a race, and one or two that the change has to prevent as well. */
const mostRuns = 4;
/** Whatever was on its way when a change was answered has come by then: the time of the slowest way, and an answer. */
const tailMs = 3_500;

/**
 * The waves in which each pair of a change and a way, and each of a change and a weather, is raced `races` times at
 * least. A wave has one weather.
 *
 * @param width how many races of a pair may be in one wave
 * @param perSecond how many races begin in a second
 */
export function planWaves(
  verbs: readonly Verb[],
  { races, width, perSecond }: { races: number; width: number; perSecond: number },
  between: (least: number, most: number) => number,
): Entry[][] {
  const waves: Entry[][] = Array.from({ length: weathers.length * Math.ceil(races / width) }, () => []);
  const spreadMs = (verbs.length * ways.length * races * 1_000) / (waves.length * perSecond);
  let number = 0;
  for (let round = 0; round < races; round++) {
    for (const [place, verb] of verbs.entries()) {
      for (const [turn, way] of ways.entries()) {
        // Moves on by one with each way and each round, so that every way meets every weather.
        const index = (place + turn + round * (ways.length + 1)) % waves.length;
        const earlier = between(0, 1) < 0.5 && !verb.isOnce ? 1 : 0;
        waves[index]?.push({
          number: ++number,
          verb,
          way,
          weather: weathers[index % weathers.length] ?? "calm",
          momentMs: leadMs + everyMs * earlier + between(0, spreadMs),
          earlier,
          offsetMs: between(...offsetsOf(verb, way)),
        });
      }
    }
  }
  return waves;
}

function offsetsOf({ isRefused }: Verb, way: Way): readonly [least: number, most: number] {
  if (isRefused) return [-300, 500];
  return way === "a fast way" ? [-80, 300] : [-80, 2_500];
}

/**
 * Makes a schedule, asks for the change around one of its occurrences or while an attempt of it is being connected, and
 * ends the schedule some time after the answer.
 *
 * @param asked called when the change has been answered
 */
export async function race(
  setting: Setting,
  entry: Entry,
  startAt: number,
  asked: () => void,
): Promise<Outcome> {
  const momentAt = startAt + entry.momentMs;
  await until(momentAt - everyMs * entry.earlier - leadMs);
  const raced = await enter(setting, entry, momentAt);
  await until(raced.momentAt + entry.offsetMs);
  const askedAt = Date.now();
  const refusal = await change(setting, entry.verb, raced);
  const answeredAt = Date.now();
  asked();
  await delay(tailMs);
  const { caller, id } = raced;
  const [scheduler] = setting.running.schedulers;
  await untilAnswered(async () => {
    await scheduler?.client.calls.cancelSchedule({ caller, id, ifVersion: undefined }).catch(unlessEnded);
  });
  return { ...entry, raced, askedAt, finalAt: raced.between?.from ?? answeredAt, refusal };
}

async function until(at: number): Promise<void> {
  await delay(Math.max(at - Date.now(), 0));
}

async function change({ running }: Setting, verb: Verb, raced: Raced): Promise<string | null> {
  try {
    await verb.change(running, raced);
    return null;
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return String(error.code);
  }
}

function unlessEnded(error: unknown): void {
  const codes: unknown[] = ["schedule_not_editable", "delivery_in_flight"];
  if (!(error instanceof ServiceError && codes.includes(error.code))) throw error;
}

async function enter(setting: Setting, entry: Entry, momentAt: number): Promise<Raced> {
  const { running } = setting;
  const { number, verb, way } = entry;
  const caller = verb.ofProject ? ownProject(running.caller) : running.caller;
  await verb.ofProject?.(running, caller);
  const receipt = verb.receipt ?? (number % 3 === 0 ? "fails" : "works");
  const path = `/${number}-${receipt}`;
  const base = setting.base(way, number);
  const url = `${base}${path}`;
  const profileId = verb.profile ? await makeProfile(running, caller, url, verb.profile) : null;
  const to = profileId ? { endpointId: profileId } : { endpoint: url, headers: [before.header] };
  const scheduled = await schedule(setting, entry, caller, to, momentAt);
  const raced: Raced = { caller, profileId, base, path, ...scheduled };
  const prepared = await verb.prepare?.(running, raced);
  return { ...raced, ...(prepared !== undefined && { prepared }) };
}

/** Creates it later than it was to be when a process that stood still kept it waiting for too long. */
async function schedule(
  { running }: Setting,
  { number, verb, earlier }: Entry,
  caller: Caller,
  to: Partial<ScheduleFields>,
  wantedAt: number,
): Promise<Pick<Raced, "id" | "momentAt">> {
  for (let tries = 1; ; tries++) {
    const earliestAt = Math.max(wantedAt - everyMs * earlier, Date.now() + 500);
    const firstAt = verb.isWhole ? Math.ceil(earliestAt / 1_000) * 1_000 : Math.round(earliestAt);
    const fields: ScheduleFields = {
      ...{ ...noFields, ...to },
      every: `${everyMs}ms`,
      startsAt: instant(firstAt),
      // Without an end it has sixty occurrences planned, and most of the time would go into those.
      maxRuns: number % 4 === 0 ? undefined : mostRuns,
      body: before.body,
      retryPolicy: soonAgain,
      ...verb.given?.(firstAt),
    };
    const items = [{ caller, fields, idempotencyKey: undefined }];
    const created = await untilAnswered(async () =>
      running.schedulers[0]?.client.calls.createSchedules({ items }),
    );
    const result = created?.results[0]?.result;
    if (result?.$case === "created") return { id: result.value.id, momentAt: firstAt + everyMs * earlier };
    const isLate = result?.$case === "refused" && result.value.code === "fire_at_in_past";
    if (!isLate || tries === 10) throw new Error(`not created: ${JSON.stringify(result)}`);
  }
}

function ownProject({ mode }: Caller): Caller {
  return { projectId: prefixedId("prj", randomBytes(16)), mode };
}
