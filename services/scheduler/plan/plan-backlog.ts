import type { NewDelivery, ScheduleRecord } from "../../store/for-scheduler.ts";
import { planOrSetAside } from "./set-aside.ts";
import { byOwnRules, type RulesOf } from "./upcoming-occurrences.ts";

/** Bound on the passes over the backlog, of a thousand occurrences each. */
const mostPasses = 10;

/**
 * Returns the occurrences of an ending plan that fell due before they were planned, at most 10,000, as
 * skipped deliveries, since the plan sends nothing any more. Empty when the instants cannot be computed,
 * because such a plan must still be able to end.
 */
export function planBacklog(
  schedule: ScheduleRecord,
  now: number,
  rulesOf: RulesOf = byOwnRules,
): NewDelivery[] {
  const skipped: NewDelivery[] = [];
  // Skipped occurrences do not run, so neither `max_runs` nor credits bound them.
  let reached: ScheduleRecord = { ...schedule, maxRuns: null, creditsLeft: null };
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
