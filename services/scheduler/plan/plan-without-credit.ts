import type { ScheduleRecord } from "../../store/for-scheduler.ts";
import { newDelivery } from "./new-delivery.ts";
import type { PlannedAhead } from "./plan-ahead.ts";
import { type RulesOf, upcomingOccurrences } from "./upcoming-occurrences.ts";

/** Time until the next look at a paused schedule, at least. */
const pausedAgainMs = 60_000;

/** True if a prepaid schedule has no credit left for a further occurrence. */
export function hasRunOut({ creditsLeft }: ScheduleRecord): boolean {
  return creditsLeft === 0;
}

/**
 * Plans a prepaid schedule that has no credit left. Until the last paid occurrence falls due, there is nothing
 * to do; then the schedule is exhausted. The next occurrence is written as skipped (`no_credit`) when it falls
 * due, and the plan ends with it: nothing is made up for when credits come. A paused schedule goes on skipping
 * what falls due, which takes no credit.
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
  if (schedule.state === "paused") return skipPaused(schedule, now, from, rulesOf);
  const { plannedCount, plannedThrough } = schedule;
  const after = plannedThrough ?? from;
  const unchanged = { deliveries: [], plannedCount, plannedThrough };
  if (after > now) return { ...unchanged, state: "active", emitAt: after };
  const [next] = upcomingOccurrences(schedule, after, 1, rulesOf);
  if (!next) return { ...unchanged, state: "exhausted", emitAt: null };
  if (next.at > now) return { ...unchanged, state: "exhausted", emitAt: next.at };
  const skipped = { ...newDelivery(schedule, next.at, now), claimAt: null } as const;
  return {
    deliveries: [{ ...skipped, state: "skipped", reason: "no_credit" }],
    plannedCount,
    plannedThrough: next.at,
    state: "exhausted",
    emitAt: null,
  };
}

/** As `nextEmission`, for a schedule without credit that is planned through an instant. */
export function nextWithoutCredit(
  schedule: ScheduleRecord,
  now: number,
  plannedThrough: number,
  rulesOf: RulesOf,
): number {
  if (schedule.state !== "paused") return Math.max(plannedThrough, now);
  const [next] = upcomingOccurrences(schedule, plannedThrough, 1, rulesOf);
  return Math.max(next?.at ?? now, now + pausedAgainMs);
}

/** Bound for one pass, as of `planAhead`. */
const mostOccurrences = 1_000;

function skipPaused(schedule: ScheduleRecord, now: number, from: number, rulesOf: RulesOf): PlannedAhead {
  const after = schedule.plannedThrough ?? from;
  const due = upcomingOccurrences(schedule, after, mostOccurrences, rulesOf).filter(({ at }) => at <= now);
  const plannedThrough = due.at(-1)?.at ?? schedule.plannedThrough;
  const more = due.length === mostOccurrences;
  return {
    deliveries: due.map(({ at }) => ({
      ...newDelivery(schedule, at, now),
      state: "skipped",
      reason: "paused",
      claimAt: null,
    })),
    plannedCount: schedule.plannedCount,
    plannedThrough,
    state: "paused",
    emitAt: more ? now : nextWithoutCredit(schedule, now, plannedThrough ?? after, rulesOf),
  };
}
