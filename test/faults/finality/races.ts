import { randomBytes } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { Caller } from "../../../generated/rpc/landfall/accounts/v1/caller.ts";
import type { ScheduleFields } from "../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import { ServiceError } from "../../../services/runtime/errors.ts";
import { prefixedId } from "../../../services/runtime/ulid.ts";
import { noFields } from "../../../services/scheduler/change/written-fields.ts";
import { instant } from "../fixtures/race.ts";
import { makeProfile } from "./make-profile.ts";
import { type Setting, type Way, type Weather, ways, weathers } from "./setting.ts";
import { untilAnswered } from "./until-answered.ts";
import { before, type Raced, soonAgain, type Verb } from "./verbs.ts";

/** The random parts of a race. */
export interface Entry {
  readonly number: number;
  readonly verb: Verb;
  readonly way: Way;
  readonly weather: Weather;
  /** Delay of its begin, in milliseconds. */
  readonly pauseMs: number;
  /** Number of occurrences before the one during which the change is made. */
  readonly earlier: 0 | 1;
  /** Time from that occurrence to the change, in milliseconds. */
  readonly offsetMs: number;
}

/** Result of a race. */
export interface Outcome extends Entry {
  readonly raced: Raced;
  readonly askedAt: number;
  /** The instant from which no old delivery may start. */
  readonly finalAt: number;
  /** Error code of the refusal; null: the change was made. */
  readonly refusal: string | null;
}

/** Time from the creation of a schedule to its first occurrence. */
const leadMs = 1_500;
const everyMs = 2_000;
/**
 * Requests that were under way when a change was answered have arrived after this time: the slowest delay plus an
 * answer.
 */
const tailMs = 3_500;

/** Most schedules end by themselves: without an end, sixty occurrences each would be planned, which takes time. */
const isEndless = (number: number) => number % 4 === 0;

/**
 * Draws races so that each pair of a change and a delay, and of a change and a condition, occurs at least `races`
 * times.
 */
export function planRaces(
  verbs: readonly Verb[],
  races: number,
  between: (least: number, most: number) => number,
): Entry[] {
  let number = 0;
  return Array.from({ length: races }, (_, round) =>
    verbs.flatMap((verb, place) =>
      ways.map((way, turn): Entry => {
        // Shifts by one with each delay and round, so that every delay meets every condition.
        const weather = weathers[(place + turn + round * (ways.length + 1)) % weathers.length] ?? "calm";
        const pauseMs = between(0, 1_000);
        const earlier = between(0, 1) < 0.5 && !verb.isOnce ? 1 : 0;
        const offsetMs = between(...offsetsOf(verb, way));
        return { number: ++number, verb, way, weather, pauseMs, earlier, offsetMs };
      }),
    ),
  ).flat();
}

function offsetsOf({ isRefused }: Verb, way: Way): readonly [least: number, most: number] {
  if (isRefused) return [-300, 500];
  return way === "a fast way" ? [-80, 300] : [-80, 2_500];
}

/**
 * Creates a schedule and requests the change around one of its occurrences, or while an attempt of it is connecting.
 * Resolves once requests that were under way have arrived.
 */
export async function race(setting: Setting, entry: Entry): Promise<Outcome> {
  await delay(entry.pauseMs);
  const raced = await enter(setting, entry);
  await until(raced.momentAt + entry.offsetMs);
  const askedAt = Date.now();
  const refusal = await change(setting, entry.verb, raced);
  const answeredAt = Date.now();
  await delay(tailMs);
  if (isEndless(entry.number)) await end(setting, raced);
  return { ...entry, raced, askedAt, finalAt: raced.between?.from ?? answeredAt, refusal };
}

async function end({ running }: Setting, { caller, id }: Raced): Promise<void> {
  const call = { caller, id, ifVersion: undefined };
  await untilAnswered(async () => {
    await running.schedulers[0]?.client.calls.cancelSchedule(call).catch(unlessEnded);
  });
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

async function enter(setting: Setting, entry: Entry): Promise<Raced> {
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
  const scheduled = await schedule(setting, entry, caller, to);
  const raced: Raced = { caller, profileId, base, path, ...scheduled };
  const prepared = await verb.prepare?.(running, raced);
  return { ...raced, ...(prepared !== undefined && { prepared }) };
}

/** Creates it again, for later, if a stopped or busy process delayed the create too long. */
async function schedule(
  { running }: Setting,
  { number, verb, earlier }: Entry,
  caller: Caller,
  to: Partial<ScheduleFields>,
): Promise<Pick<Raced, "id" | "momentAt">> {
  for (let tries = 1; ; tries++) {
    const earliestAt = Date.now() + leadMs * tries;
    const firstAt = verb.isWhole ? Math.ceil(earliestAt / 1_000) * 1_000 : earliestAt;
    const fields: ScheduleFields = {
      ...{ ...noFields, ...to },
      every: `${everyMs}ms`,
      startsAt: instant(firstAt),
      maxRuns: isEndless(number) ? undefined : earlier + 2,
      body: before.body,
      retryPolicy: soonAgain,
      ...verb.given?.(firstAt),
    };
    // Idempotent: a repeated create must not make a second schedule, whose requests would be counted for the first.
    const items = [{ caller, fields, idempotencyKey: `${number}-${tries}` }];
    const created = await untilAnswered(async () =>
      running.schedulers[0]?.client.calls.createSchedules({ items }),
    );
    const result = created?.results[0]?.result;
    if (result?.$case === "created" || result?.$case === "replayed")
      return { id: result.value.id, momentAt: firstAt + everyMs * earlier };
    const isLate = result?.$case === "refused" && result.value.code === "fire_at_in_past";
    if (!isLate || tries === 10) throw new Error(`not created: ${JSON.stringify(result)}`);
  }
}

function ownProject({ mode }: Caller): Caller {
  return { projectId: prefixedId("prj", randomBytes(16)), mode };
}
