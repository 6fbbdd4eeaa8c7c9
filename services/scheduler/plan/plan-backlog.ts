import type { NewDelivery, ScheduleRecord } from "../../store/for-scheduler.ts";
import { planOrSetAside } from "./set-aside.ts";
import { byOwnRules, type RulesOf } from "./upcoming-occurrences.ts";

/** Passes over the backlog, of a thousand occurrences each. */
const mostPasses = 10;

/**
 * Returns what of an ending plan had fallen due before anybody planned it: written as skipped, since nothing of the
 * plan goes out any more; 10,000 at most. None when its instants cannot be worked out: such a plan must be able to end.
 */
export function planBacklog(
  schedule: ScheduleRecord,
  now: number,
  rulesOf: RulesOf = byOwnRules,
): NewDelivery[] {
  const skipped: NewDelivery[] = [];
  // None of it runs, so `max_runs` bounds none of it.
  let reached: ScheduleRecord = { ...schedule, maxRuns: null };
  for (let pass = 0; pass < mostPasses && reached.emitAt !== null; pass++) {
    const { deliveries, plannedCount, plannedThrough, emitAt } = planOrSetAside(reached, now, rulesOf);
    const due = deliveries.filter(({ scheduledFor }) => scheduledFor <= now);
    for (const each of due) {
      skipped.push({ ...each, state: "skipped", reason: each.reason ?? "misfire", claimAt: null });
    }
    if (due.length < deliveries.length || due.length === 0) break;
    reached = { ...reached, plannedCount, plannedThrough, emitAt };
  }
  return skipped;
}
