import { ServiceError } from "../../runtime/errors.ts";
import type { OpenDelivery, ScheduleChange, ScheduleRecord } from "../../store/for-scheduler.ts";
import { planBacklog } from "../plan/plan-backlog.ts";
import { nextEmissionOrLater, planOrSetAside } from "../plan/set-aside.ts";
import { byOwnRules, type RulesOf } from "../plan/upcoming-occurrences.ts";

/**
 * What pausing, resuming and canceling make of a schedule and its open deliveries. Pure; the store carries
 * it out while it holds both locked. Null: nothing to do, it is so already.
 *
 * An attempt that is on the wire cannot be taken back. The one occurrence of a one-shot is all there is to
 * change, so the change is refused (`delivery_in_flight`); a recurring schedule changes, and should the
 * attempt fail, it is not made again against the new will.
 */

/** @throws ServiceError `schedule_not_editable`, `delivery_in_flight` */
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

/** Replays and triggers stand beside the plan and go on. @throws as `cancelChange` */
export function pauseChange(
  schedule: ScheduleRecord,
  open: readonly OpenDelivery[],
  now: number,
  rulesOf: RulesOf = byOwnRules,
): ScheduleChange | null {
  if (schedule.state === "paused") return null;
  mustBeEditable(schedule);
  const { waiting } = splitOpen(schedule, open.filter(planned));
  // What a change of the plan has given up already stays given up.
  const going = open.filter((each) => planned(each) && each.state === "dispatching" && each.reason === null);
  const paused: ScheduleRecord = { ...schedule, state: "paused" };
  return {
    // The emitter skips what falls due in the pause, the last occurrence too.
    schedule: { ...paused, emitAt: nextEmissionOrLater(paused, now, rulesOf) },
    request: null,
    park: { ids: waiting, reason: "paused" },
    mark: { ids: ids(going), reason: "paused" },
  };
}

/**
 * A one-shot whose time has passed is delivered at once. Of a recurring schedule what fell due in the pause
 * is skipped; a delivery that was being retried when the pause began goes on.
 *
 * @throws ServiceError `schedule_not_editable`
 */
export function resumeChange(
  schedule: ScheduleRecord,
  open: readonly OpenDelivery[],
  now: number,
  rulesOf: RulesOf = byOwnRules,
): ScheduleChange | null {
  if (schedule.state === "active") return null;
  mustBeEditable(schedule);
  const held = open.filter(({ reason, state }) => reason === "paused" && state !== "dispatching");
  const missed = held.filter((delivery) => fellDuePaused(schedule, delivery, now));
  const marked = open.filter(({ reason, state }) => reason === "paused" && state === "dispatching");
  const { plannedCount, plannedThrough } = schedule;
  const goesOn = open.filter((delivery) => planned(delivery) && !missed.includes(delivery));
  const ahead =
    schedule.kind === "one_shot"
      ? { deliveries: [], plannedCount, plannedThrough }
      : planOrSetAside({ ...schedule, plannedCount: schedule.runCount + goesOn.length }, now, rulesOf);
  const active: ScheduleRecord = {
    ...schedule,
    plannedCount: ahead.plannedCount,
    plannedThrough: ahead.plannedThrough,
    state: "active",
  };
  return {
    schedule: { ...active, emitAt: nextEmissionOrLater(active, now, rulesOf) },
    request: null,
    skip: { ids: ids(missed), reason: "paused" },
    release: ids(held.filter((delivery) => !missed.includes(delivery))),
    mark: { ids: ids(marked), reason: null },
    // Planned as a paused schedule's, so that what fell due in the pause is skipped for it; the rest goes on.
    insert: ahead.deliveries.map((each) =>
      each.state === "scheduled" ? { ...each, reason: null, claimAt: each.scheduledFor } : each,
    ),
  };
}

/** True if a held-back occurrence is one that the pause swallowed. */
export function fellDuePaused(schedule: ScheduleRecord, delivery: OpenDelivery, now: number): boolean {
  return schedule.kind !== "one_shot" && delivery.attemptCount === 0 && delivery.scheduledFor <= now;
}

/** @throws ServiceError `schedule_not_editable` */
export function mustBeEditable(schedule: ScheduleRecord): void {
  if (schedule.state === "active" || schedule.state === "paused") return;
  throw new ServiceError(
    "schedule_not_editable",
    `The schedule is ${schedule.state} and can no longer be changed.`,
  );
}

/**
 * Splits open deliveries into those that wait and those whose attempt is on the wire.
 *
 * @throws ServiceError `delivery_in_flight` when the schedule is a one-shot and one is
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

/** True if a delivery is an occurrence of the plan, and not a replay or trigger beside it. */
export function planned({ ordinal }: OpenDelivery): boolean {
  return ordinal >= 0;
}

function ids(deliveries: readonly { readonly id: Buffer }[]): Buffer[] {
  return deliveries.map(({ id }) => id);
}
