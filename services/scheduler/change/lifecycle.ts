import { ServiceError } from "../../runtime/errors.ts";
import type { NewDelivery, OpenDelivery, ScheduleChange, ScheduleRecord } from "../../store/for-scheduler.ts";
import { planBacklog } from "../plan/plan-backlog.ts";
import { nextEmissionOrLater, planOrSetAside } from "../plan/set-aside.ts";
import { byOwnRules, type RulesOf } from "../plan/upcoming-occurrences.ts";

/**
 * Pausing, resuming and canceling: each function decides how a schedule and its open deliveries change. Pure;
 * the store applies the change while it holds both locked. Null: already done, nothing to change.
 *
 * An attempt that is on the wire cannot be taken back. For a one-shot that attempt is all there is to change,
 * so the change is refused (`delivery_in_flight`). A recurring schedule changes, and if the attempt fails,
 * the change decides what follows instead of a retry.
 */

/** Decides how to cancel a schedule. @throws ServiceError `schedule_not_editable`, `delivery_in_flight` */
export function cancelChange(
  schedule: ScheduleRecord,
  open: readonly OpenDelivery[],
  now: number,
  rulesOf: RulesOf = byOwnRules,
): ScheduleChange | null {
  if (schedule.state === "canceled") return null;
  mustBeEditable(schedule);
  const { waiting, inFlight } = splitOpen(schedule, open);
  const missed = planBacklog(schedule, now, rulesOf);
  const plannedThrough = missed.at(-1)?.scheduledFor ?? schedule.plannedThrough;
  return {
    schedule: { ...schedule, state: "canceled", plannedThrough, emitAt: null, endedAt: now },
    request: null,
    cancel: { ids: waiting, reason: "canceled" },
    mark: { ids: inFlight, reason: "canceled" },
    insert: missed,
  };
}

/**
 * Decides how to pause a schedule. Replays and triggers are not part of the plan and go on. @throws as
 * `cancelChange`
 */
export function pauseChange(
  schedule: ScheduleRecord,
  open: readonly OpenDelivery[],
  now: number,
  rulesOf: RulesOf = byOwnRules,
): ScheduleChange | null {
  if (schedule.state === "paused") return null;
  mustBeEditable(schedule);
  const { waiting } = splitOpen(schedule, open.filter(planned));
  // Leaves out deliveries that an earlier change of the plan has already given up.
  const going = open.filter((each) => planned(each) && each.state === "dispatching" && each.reason === null);
  const paused: ScheduleRecord = { ...schedule, state: "paused" };
  return {
    // The emitter skips every occurrence that falls due during the pause, including the last.
    schedule: { ...paused, emitAt: emissionInPause(paused, now, rulesOf) },
    request: null,
    park: { ids: waiting, reason: "paused" },
    mark: { ids: ids(going), reason: "paused" },
  };
}

/**
 * Returns when the emitter must next look at a schedule that has just been paused. A plan that ended for lack
 * of credit stays ended; one of which nothing is planned yet is planned as soon as it was to be.
 */
function emissionInPause(paused: ScheduleRecord, now: number, rulesOf: RulesOf): number | null {
  if (hasEndedUnpaid(paused) || paused.plannedThrough === null) return paused.emitAt;
  return nextEmissionOrLater(paused, now, rulesOf);
}

/** True if the plan of a prepaid schedule has ended because no credit was left. */
function hasEndedUnpaid({ creditsLeft, emitAt }: ScheduleRecord): boolean {
  return creditsLeft !== null && emitAt === null;
}

/**
 * Decides how to resume a schedule. A one-shot whose time has passed is delivered at once. For a recurring
 * schedule, occurrences that fell due during the pause are skipped; a delivery that was being retried when
 * the pause began goes on. A prepaid schedule without credit is exhausted again.
 *
 * @throws ServiceError `schedule_not_editable`
 */
export function resumeChange(
  schedule: ScheduleRecord,
  open: readonly OpenDelivery[],
  now: number,
  rulesOf: RulesOf = byOwnRules,
): ScheduleChange | null {
  if (schedule.state === "active" || schedule.state === "exhausted") return null;
  mustBeEditable(schedule);
  const held = open.filter(({ reason, state }) => reason === "paused" && state !== "dispatching");
  const missed = held.filter((delivery) => fellDuePaused(schedule, delivery, now));
  const marked = open.filter(({ reason, state }) => reason === "paused" && state === "dispatching");
  const goesOn = open.filter((delivery) => planned(delivery) && !missed.includes(delivery));
  const { resumed, insert } = resumedPlan(schedule, missed.length, goesOn.length, now, rulesOf);
  return {
    schedule: resumed,
    request: null,
    skip: { ids: ids(missed), reason: "paused" },
    release: ids(held.filter((delivery) => !missed.includes(delivery))),
    mark: { ids: ids(marked), reason: null },
    insert,
  };
}

/**
 * Plans a schedule that goes on: as if it were still paused, so that occurrences that fell due during the
 * pause are skipped for that reason; the rest go on.
 *
 * @param missed occurrences that end now without an attempt, and give their credits back
 * @param goesOn open planned occurrences
 */
function resumedPlan(
  schedule: ScheduleRecord,
  missed: number,
  goesOn: number,
  now: number,
  rulesOf: RulesOf,
): { resumed: ScheduleRecord; insert: readonly NewDelivery[] } {
  if (schedule.kind === "one_shot") return { resumed: { ...schedule, state: "active" }, insert: [] };
  const creditsLeft = schedule.creditsLeft === null ? null : schedule.creditsLeft + missed;
  const hasEnded = hasEndedUnpaid(schedule);
  if (hasEnded && creditsLeft === 0) return { resumed: { ...schedule, state: "exhausted" }, insert: [] };
  const counted = { ...schedule, creditsLeft, plannedCount: schedule.runCount + goesOn };
  const plan = hasEnded ? planAnew(counted, now) : counted;
  const { deliveries, plannedCount, plannedThrough } = planOrSetAside(plan, now, rulesOf);
  const taken = deliveries.filter(({ state }) => state === "scheduled").length;
  const active: ScheduleRecord = {
    ...plan,
    creditsLeft: creditsLeft === null ? null : creditsLeft - taken,
    plannedCount,
    plannedThrough,
    state: "active",
  };
  const emitAt = nextEmissionOrLater(active, now, rulesOf);
  const ranOut = active.creditsLeft === 0 && emitAt === null;
  return {
    resumed: { ...active, state: ranOut ? "exhausted" : "active", emitAt },
    insert: deliveries.map((each) =>
      each.state === "scheduled" ? { ...each, reason: null, claimAt: each.scheduledFor } : each,
    ),
  };
}

/** A new plan with the same timing, from now on. */
function planAnew(schedule: ScheduleRecord, now: number): ScheduleRecord {
  const { plan, planFrom, plannedCount, plannedThrough } = schedule;
  return {
    ...schedule,
    plan: plan + 1,
    planFrom: Math.max(planFrom, plannedThrough ?? planFrom, now),
    plannedBefore: plannedCount,
    plannedThrough: null,
  };
}

/** True if a held-back occurrence fell due during the pause and must be skipped. */
export function fellDuePaused(schedule: ScheduleRecord, delivery: OpenDelivery, now: number): boolean {
  return schedule.kind !== "one_shot" && delivery.attemptCount === 0 && delivery.scheduledFor <= now;
}

/** Checks that a schedule has not ended. @throws ServiceError `schedule_not_editable` */
export function mustBeEditable(schedule: ScheduleRecord): void {
  if (schedule.state !== "completed" && schedule.state !== "canceled") return;
  throw new ServiceError(
    "schedule_not_editable",
    `The schedule is ${schedule.state} and can no longer be changed.`,
  );
}

/**
 * Splits open deliveries into those that wait and those whose attempt is on the wire.
 *
 * @throws ServiceError `delivery_in_flight` when the schedule is a one-shot with an attempt on the wire
 */
export function splitOpen(
  schedule: ScheduleRecord,
  open: readonly OpenDelivery[],
): { waiting: Buffer[]; inFlight: Buffer[] } {
  const inFlight = open.filter(({ state }) => state === "dispatching");
  if (schedule.kind === "one_shot" && inFlight.length > 0) {
    throw new ServiceError("delivery_in_flight", "An attempt is on the wire; try again when it is settled.");
  }
  return { waiting: ids(open.filter(({ state }) => state !== "dispatching")), inFlight: ids(inFlight) };
}

/** True if a delivery is an occurrence of the plan, not a replay or trigger. */
export function planned({ ordinal }: OpenDelivery): boolean {
  return ordinal >= 0;
}

function ids(deliveries: readonly { readonly id: Buffer }[]): Buffer[] {
  return deliveries.map(({ id }) => id);
}
