import type { NewDelivery, ScheduleRecord } from "../../store/for-scheduler.ts";
import { mustBeEditable } from "./lifecycle.ts";

/** What a trigger has of its own. */
export interface Trigger {
  readonly id: Buffer;
  /** Below 0, by chance. */
  readonly ordinal: number;
}

/**
 * The delivery that fires a schedule once, now, beside its plan. That of a paused schedule goes out, too.
 *
 * @throws ServiceError `schedule_not_editable` when the schedule has ended
 */
export function newTrigger(schedule: ScheduleRecord, { id, ordinal }: Trigger, now: number): NewDelivery {
  mustBeEditable(schedule);
  return {
    id,
    projectId: schedule.projectId,
    mode: schedule.mode,
    scheduleId: schedule.id,
    requestId: schedule.request.id,
    endpointId: schedule.request.endpointId,
    scheduledFor: now,
    ordinal,
    recurring: false,
    earlyFire: false,
    state: "scheduled",
    reason: null,
    contentBytes: schedule.request.contentBytes,
    claimAt: now,
    expiresAt: schedule.ttlMs === null ? null : now + schedule.ttlMs,
    replayOf: null,
    idempotencyId: id,
    createdAt: now,
  };
}
