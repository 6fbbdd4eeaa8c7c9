import { NameRule } from "../../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import { mustBeTheSame } from "../../rules/idempotency.ts";
import { type Destinations, judgedOnce } from "../../rules/judge-destination.ts";
import { ServiceError } from "../../runtime/errors.ts";
import { Portions } from "../../runtime/portions.ts";
import { formattedTrace } from "../../runtime/telemetry/trace-context.ts";
import { findSchedules, forgetIdempotencyKey } from "../../store/for-scheduler.ts";
import { destinationsOf } from "../destinations-of.ts";
import { judgeSchedule } from "../judge/judge-schedule.ts";
import type { Scheduler } from "../scheduler.ts";
import { type Entry, ownerKey, refusalOr } from "./batch-entry.ts";
import { findMadeBefore } from "./idempotent-fields.ts";
import { newSchedule } from "./new-schedule.ts";

/** Items judged between two checks of the elapsed time; about a millisecond of work. */
const judgedTogether = 16;

/**
 * Decides about entries before anything is written: loads what their keys made before, refuses what is wrong,
 * or prepares the rows to write.
 */
export async function decideEntries(scheduler: Scheduler, entries: readonly Entry[]): Promise<void> {
  await answerReplays(scheduler, entries);
  await judge(
    scheduler,
    entries.filter(({ result }) => !result),
  );
}

async function answerReplays({ store }: Scheduler, entries: readonly Entry[]): Promise<void> {
  const keyed = entries.filter(({ idempotent }) => idempotent !== null);
  for (const group of Map.groupBy(keyed, ({ owner }) => ownerKey(owner)).values()) {
    const owner = group[0]?.owner;
    if (!owner) continue;
    const requests = group.flatMap(({ idempotent }) => idempotent ?? []);
    const before = await findMadeBefore(store, owner, requests);
    if (before.size === 0) continue;
    const schedules = await findSchedules(
      store,
      owner,
      [...before.values()].map(({ objectId }) => objectId),
    );
    for (const entry of group) {
      const record = entry.idempotent ? before.get(entry.idempotent.keyHash.toString("hex")) : undefined;
      if (!record || !entry.idempotent) continue;
      const { idempotent } = entry;
      const schedule = schedules.find(({ id }) => id.equals(record.objectId));
      // The key may belong to another request, which made something other than a schedule.
      if (!schedule && idempotent.requestHash.equals(record.requestHash)) {
        // The schedule that the key made was purged, so it is made again.
        await forgetIdempotencyKey(store, owner, record);
        continue;
      }
      entry.result = refusalOr(() => {
        mustBeTheSame(idempotent, record);
        if (!schedule) throw new Error("an idempotency key outlived its schedule");
        return { kind: "made_before", schedule, overLimit: null };
      });
    }
  }
}

async function judge(scheduler: Scheduler, entries: readonly Entry[]): Promise<void> {
  const { clock, keys, zones } = scheduler;
  const destinationsFor = eachJudgedOnce(scheduler);
  const now = clock.now();
  const portions = new Portions();
  const judgeOne = async (entry: Entry) => {
    if (entry.made) return;
    try {
      const { fields } = entry.item;
      if (!fields) throw new ServiceError("missing_timing", "The item has no fields.");
      const judged = await judgeSchedule(fields, destinationsFor(entry), now, null, zones.forNewPlans);
      const traceparent = formattedTrace(entry.item.traceparent);
      entry.made = newSchedule(entry.owner, judged, keys, now, now, zones.rulesOf, traceparent);
    } catch (error) {
      if (error instanceof NameAwaited) entry.result = { kind: "awaits_name" };
      else if (error instanceof ServiceError) entry.result = { kind: "refused", error };
      else throw error;
    }
  };
  // Starts all lookups that items wait for at once; an item that is refused does not hold the others up.
  for (const entry of entries.filter(({ item }) => waitsForNames(item))) {
    const endpoint = entry.item.fields?.endpoint;
    if (endpoint !== undefined) void destinationsFor(entry)(endpoint);
    await portions.breathe();
  }
  for (let from = 0; from < entries.length; from += judgedTogether) {
    await Promise.all(entries.slice(from, from + judgedTogether).map(judgeOne));
    await portions.breathe();
  }
}

function waitsForNames({ names }: Entry["item"]): boolean {
  return names !== NameRule.DEFER && names !== NameRule.KNOWN;
}

/** Thrown when an item would have to wait for its destination's host name but asked not to. */
class NameAwaited extends Error {}

/**
 * Makes one cached check for each owner and name rule, so that no item waits for a name that only another
 * asked for.
 */
function eachJudgedOnce({ destinations }: Scheduler): (entry: Entry) => Destinations {
  const all = new Map<string, Destinations>();
  return ({ owner, item }) => {
    const { names } = item;
    const key = `${ownerKey(owner)}:${names}`;
    const known = all.get(key);
    if (known) return known;
    const own = destinationsOf(owner, destinations);
    const once = judgedOnce(async (url) => {
      if (waitsForNames(item)) return own(url);
      const check = await own(url, { onlyKnown: true });
      const isBeingAsked = check.ok && check.permission === "unresolved" && check.isBeingAsked;
      if (names === NameRule.DEFER && isBeingAsked) throw new NameAwaited();
      return check;
    });
    all.set(key, once);
    return once;
  };
}
