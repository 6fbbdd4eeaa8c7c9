import {
  type AheadOccurrence,
  isOpen,
  type NewDelivery,
  type Replanned,
  type ScheduleRecord,
} from "../../store/for-scheduler.ts";
import { planAhead } from "../plan/plan-ahead.ts";
import { upcomingOccurrences } from "../plan/upcoming-occurrences.ts";
import { type ChangedRules, isSame, isSamePlan, movedInstant } from "./changed-rules.ts";

/**
 * Returns what newer rules of its zone make of a schedule: what was planned ahead and not tried ends as
 * `rescheduled`, and a new
 * plan begins where the old one got to. What has fallen due, is on the wire or is being retried goes on. Pure.
 *
 * @param ahead its planned deliveries that are open or whose instants are still to come
 * @returns null when the rules give the same plan
 */
export function replanned(
  schedule: ScheduleRecord,
  ahead: readonly AheadOccurrence[],
  rules: ChangedRules,
  now: number,
): Replanned | null {
  const sorted = ahead
    .filter(({ scheduledFor }) => scheduledFor > now)
    .toSorted((one, other) => one.scheduledFor - other.scheduledFor);
  return schedule.kind === "one_shot"
    ? replannedOnce(schedule, sorted, rules, now)
    : replannedCron(schedule, sorted, ahead.filter(({ state }) => isOpen(state)).length, rules, now);
}

/** However late, a one-shot is sent: what newer rules put into the past is due at once. */
function replannedOnce(
  schedule: ScheduleRecord,
  ahead: readonly AheadOccurrence[],
  { now: rules, id }: ChangedRules,
  now: number,
): Replanned | null {
  const waiting = ahead.filter(isWaiting);
  const all = upcomingOccurrences(schedule, -Infinity, 2, () => rules).map(({ at }) => at);
  if (waiting.length === 0) return metElsewhere(schedule, all, id, now);
  // A wall-clock time that came twice may have been met once.
  const metCount = schedule.plannedCount - waiting.length;
  const left = all.slice(metCount);
  if (isSame(left, waiting)) return null;
  const planFrom = Math.max(Math.min(now, (left[0] ?? Infinity) - 1), all[metCount - 1] ?? -Infinity);
  const next: ScheduleRecord = {
    ...schedule,
    fireAt: left[0] ?? schedule.fireAt,
    zoneRules: id,
    plan: schedule.plan + 1,
    planFrom,
    plannedBefore: metCount,
    plannedCount: metCount,
    plannedThrough: null,
  };
  const { deliveries, ...planned } = planAhead(next, now, planFrom, () => rules);
  return {
    schedule: { ...next, ...planned },
    past: schedule,
    inForceUntil: Math.min(now, planFrom),
    isVisible: true,
    cancel: waiting.map((each) => each.id),
    insert: deliveries,
  };
}

/**
 * A one-shot that has fallen due at another instant than the rules now give: its plan is kept as it was met, and one that
 * calls for nothing takes its place, since the ledger would miss a delivery at the new instant.
 */
function metElsewhere(
  schedule: ScheduleRecord,
  instants: readonly number[],
  id: number,
  now: number,
): Replanned | null {
  if (instants[0] === schedule.fireAt && instants.at(-1) === schedule.plannedThrough) return null;
  const metThrough = Math.max(now, schedule.plannedThrough ?? now);
  return {
    schedule: {
      ...schedule,
      zoneRules: id,
      plan: schedule.plan + 1,
      planFrom: Math.max(metThrough, ...instants),
      plannedBefore: schedule.plannedCount,
    },
    // Where nobody noted its rules, its instant tells all.
    past: schedule.zoneRules === null ? { ...schedule, localFireAt: null } : schedule,
    inForceUntil: metThrough,
    isVisible: false,
    cancel: [],
    insert: [],
  };
}

/** @param openCount of all its occurrences that may still run */
function replannedCron(
  schedule: ScheduleRecord,
  ahead: readonly AheadOccurrence[],
  openCount: number,
  rules: ChangedRules,
  now: number,
): Replanned | null {
  const { planFrom, plannedThrough } = schedule;
  const got = Math.max(planFrom, Math.min(now, plannedThrough ?? planFrom));
  // What was tried, or has ended though it lies ahead (an early first attempt), is behind the plan.
  const through = Math.max(got, ...ahead.filter(isMet).map(({ scheduledFor }) => scheduledFor));
  const waiting = ahead.filter((each) => each.scheduledFor > through && isWaiting(each));
  const struck = ahead.filter((each) => each.scheduledFor > through && isStruck(each, schedule));
  // Where the new rules show another time than the old ones, the new plan begins where the wall clock shows what it
  // showed where the old plan got to: what it passed is not sent again, and what it would have missed is sent late.
  const from = Math.max(movedInstant(schedule, through, rules), planFrom);
  if (from === through && isSamePlan(schedule, [...waiting, ...struck], through, rules)) return null;
  const plannedBefore = schedule.runCount + openCount - waiting.length;
  const next: ScheduleRecord = {
    ...schedule,
    zoneRules: rules.id,
    plan: schedule.plan + 1,
    planFrom: from,
    plannedBefore,
    plannedCount: plannedBefore,
    plannedThrough: null,
  };
  const { deliveries, ...planned } = planAhead(next, now, from, () => rules.now);
  const struckAt = new Set(struck.map(({ scheduledFor }) => movedInstant(schedule, scheduledFor, rules)));
  const recounts = struck.length > 0 && schedule.maxRuns !== null;
  return {
    // What stays canceled is no run: the emitter counts anew.
    schedule: { ...next, ...planned, ...(recounts && { emitAt: now }) },
    past: schedule,
    inForceUntil: Math.min(through, from),
    isVisible: true,
    cancel: waiting.map(({ id }) => id),
    insert: deliveries.map((each) => (struckAt.has(each.scheduledFor) ? asCanceled(each) : each)),
  };
}

function isWaiting({ state, attemptCount }: AheadOccurrence): boolean {
  return state === "scheduled" && attemptCount === 0;
}

function isMet(occurrence: AheadOccurrence): boolean {
  return occurrence.state !== "canceled" && !isWaiting(occurrence);
}

/** Canceled by itself; those of plans before it were canceled with their plan. */
function isStruck({ state, ordinal }: AheadOccurrence, { plan }: ScheduleRecord): boolean {
  return state === "canceled" && ordinal === plan;
}

/** A cancel of one occurrence holds, whatever becomes of its instant. */
function asCanceled(delivery: NewDelivery): NewDelivery {
  if (delivery.state !== "scheduled") return delivery;
  return { ...delivery, state: "canceled", reason: "canceled", claimAt: null };
}
