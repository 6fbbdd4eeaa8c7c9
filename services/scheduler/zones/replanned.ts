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
 * Decides how newer rules of its zone change a schedule. Deliveries that were planned ahead and not attempted
 * end as `rescheduled`, and a new plan begins where the old one stopped. Deliveries that have fallen due, are
 * on the wire or are being retried go on. Pure.
 *
 * @param ahead its planned deliveries that are open or whose instants are in the future
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

/** A one-shot is sent however late: if newer rules move it into the past, it is due at once. */
function replannedOnce(
  schedule: ScheduleRecord,
  ahead: readonly AheadOccurrence[],
  { now: rules, id }: ChangedRules,
  now: number,
): Replanned | null {
  const waiting = ahead.filter(isWaiting);
  const all = upcomingOccurrences(schedule, -Infinity, 2, () => rules).map(({ at }) => at);
  if (waiting.length === 0) return metElsewhere(schedule, all, id, now);
  // Of a wall-clock time that comes twice, one pass may have been delivered already.
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
 * Handles a one-shot that fell due at another instant than the rules now give. The old plan is kept as it was
 * carried out, and a new plan without occurrences replaces it; otherwise the ledger would miss a delivery at
 * the new instant.
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
    // Without recorded rules, keeps the instant itself as the old plan's timing.
    past: schedule.zoneRules === null ? { ...schedule, localFireAt: null } : schedule,
    inForceUntil: metThrough,
    isVisible: false,
    cancel: [],
    insert: [],
  };
}

/** @param openCount number of all its occurrences that may still run */
function replannedCron(
  schedule: ScheduleRecord,
  ahead: readonly AheadOccurrence[],
  openCount: number,
  rules: ChangedRules,
  now: number,
): Replanned | null {
  const { planFrom, plannedThrough } = schedule;
  const got = Math.max(planFrom, Math.min(now, plannedThrough ?? planFrom));
  // Occurrences that were attempted, or ended before their instant (an early first attempt), belong to the
  // old plan.
  const through = Math.max(got, ...ahead.filter(isMet).map(({ scheduledFor }) => scheduledFor));
  const waiting = ahead.filter((each) => each.scheduledFor > through && isWaiting(each));
  const struck = ahead.filter((each) => each.scheduledFor > through && isStruck(each, schedule));
  // If the wall clock changes, the new plan begins where it shows the same time as where the old plan
  // stopped. Times that the old plan passed are not sent again, and times that it would have missed are sent
  // late.
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
    // Deliveries that end here without an attempt give their credits back.
    creditsLeft: schedule.creditsLeft === null ? null : schedule.creditsLeft + waiting.length,
  };
  const { deliveries, ...planned } = planAhead(next, now, from, () => rules.now);
  const struckAt = new Set(struck.map(({ scheduledFor }) => movedInstant(schedule, scheduledFor, rules)));
  const recounts = struck.length > 0 && schedule.maxRuns !== null;
  return {
    // A delivery that stays canceled does not count as a run, so the emitter must count again.
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

/** True if an occurrence was canceled individually; those of earlier plans were canceled with their plan. */
function isStruck({ state, ordinal }: AheadOccurrence, { plan }: ScheduleRecord): boolean {
  return state === "canceled" && ordinal === plan;
}

/** Keeps the cancel of one occurrence even when its instant moves. */
function asCanceled(delivery: NewDelivery): NewDelivery {
  if (delivery.state !== "scheduled") return delivery;
  return { ...delivery, state: "canceled", reason: "canceled", claimAt: null };
}
