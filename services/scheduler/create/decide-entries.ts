import { mustBeTheSame } from "../../rules/idempotency.ts";
import { judgedOnce } from "../../rules/judge-destination.ts";
import { ServiceError } from "../../runtime/errors.ts";
import { findSchedules, forgetIdempotencyKey } from "../../store/for-scheduler.ts";
import { judgeSchedule } from "../judge/judge-schedule.ts";
import type { Scheduler } from "../scheduler.ts";
import { type Entry, ownerKey, refusalOr } from "./batch-entry.ts";
import { findMadeBefore } from "./idempotent-fields.ts";
import { newSchedule } from "./new-schedule.ts";

/**
 * Finds what there is to say of entries before anything is written: what their keys made before, what is wrong with
 * them, or what to make of them.
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
      // Another request may have made something else by it, which is no schedule.
      if (!schedule && idempotent.requestHash.equals(record.requestHash)) {
        // What it made is kept no longer: it is made anew.
        await forgetIdempotencyKey(store, owner, record);
        continue;
      }
      entry.result = refusalOr(() => {
        mustBeTheSame(idempotent, record);
        if (!schedule) throw new Error("an idempotency key outlived its schedule");
        return { kind: "made_before", schedule };
      });
    }
  }
}

async function judge(scheduler: Scheduler, entries: readonly Entry[]): Promise<void> {
  const { clock, keys, zones } = scheduler;
  const destinations = judgedOnce(scheduler.destinations);
  const now = clock.now();
  await Promise.all(
    entries.map(async (entry) => {
      if (entry.made) return;
      try {
        const { fields } = entry.item;
        if (!fields) throw new ServiceError("missing_timing", "The item has no fields.");
        const judged = await judgeSchedule(fields, destinations, now, null, zones.forNewPlans);
        entry.made = newSchedule(entry.owner, judged, keys, now, now, zones.rulesOf);
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        entry.result = { kind: "refused", error };
      }
    }),
  );
}
