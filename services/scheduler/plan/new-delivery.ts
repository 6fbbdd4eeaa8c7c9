import { newUlid } from "../../runtime/ulid.ts";
import type { NewDelivery, ScheduleRecord } from "../../store/for-scheduler.ts";
import { latestAt } from "../timing/instant.ts";

/** Makes a delivery of a schedule's plan that waits for its instant. */
export function newDelivery(
  schedule: ScheduleRecord,
  scheduledFor: number,
  now: number,
  id: Buffer = newUlid(now),
): NewDelivery {
  return {
    id,
    projectId: schedule.projectId,
    mode: schedule.mode,
    scheduleId: schedule.id,
    requestId: schedule.request.id,
    endpointId: schedule.request.endpointId,
    scheduledFor,
    ordinal: schedule.plan,
    recurring: schedule.kind !== "one_shot",
    earlyFire: schedule.earlyFire,
    state: "scheduled",
    reason: null,
    contentBytes: schedule.request.contentBytes,
    claimAt: scheduledFor,
    expiresAt: schedule.ttlMs === null ? null : Math.min(scheduledFor + schedule.ttlMs, latestAt),
    replayOf: null,
    idempotencyId: id,
    createdAt: now,
  };
}
