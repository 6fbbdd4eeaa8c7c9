import type { ScheduleRecord } from "../../store/for-scheduler.ts";
import { newDelivery } from "./new-delivery.ts";
import { nextEmission, type PlannedAhead } from "./plan-ahead.ts";
import { type RulesOf, upcomingOccurrences } from "./upcoming-occurrences.ts";

/**
 * Plans a prepaid schedule that has no credit left. Until the last paid occurrence falls due, there is nothing
 * to do; then the schedule is exhausted. The next occurrence is written as skipped (`no_credit`) when it falls
 * due, and the plan ends with it: nothing is made up for when credits come. A paused schedule stays paused, and
 * its plan ends likewise, with an occurrence that is skipped for the pause.
 *
 * @param from as of `planAhead`
 * @throws RangeError when the instants cannot be computed
 */
export function planWithoutCredit(
  schedule: ScheduleRecord,
  now: number,
  from: number,
  rulesOf: RulesOf,
): PlannedAhead {
  const { plannedCount, plannedThrough } = schedule;
  const isPaused = schedule.state === "paused";
  const after = plannedThrough ?? from;
  const unchanged = { deliveries: [], plannedCount, plannedThrough };
  if (after > now) {
    const emitAt = nextEmission({ ...schedule, plannedThrough: after }, now, rulesOf);
    return { ...unchanged, state: isPaused ? "paused" : "active", emitAt };
  }
  const state = isPaused ? "paused" : "exhausted";
  const [next] = upcomingOccurrences(schedule, after, 1, rulesOf);
  if (!next || next.at > now) return { ...unchanged, state, emitAt: next?.at ?? null };
  const reason = isPaused ? "paused" : "no_credit";
  return {
    deliveries: [{ ...newDelivery(schedule, next.at, now), state: "skipped", reason, claimAt: null }],
    plannedCount,
    plannedThrough: next.at,
    state,
    emitAt: null,
  };
}
