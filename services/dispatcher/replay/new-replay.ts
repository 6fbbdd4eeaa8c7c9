import { randomInt } from "node:crypto";
import type { ErrorCode } from "../../../generated/rpc/error-codes.ts";
import { ServiceError } from "../../runtime/errors.ts";
import type { DeliveryRecord, DeliveryState, NewDelivery } from "../../store/for-dispatcher.ts";

/** Describes what the replay is to be. */
export interface ReplayWish {
  /** Of the new delivery. */
  readonly id: Buffer;
  /** The receiver is to take it for a new request. */
  readonly freshKey: boolean;
  /** From now on. */
  readonly dueAt: number;
}

/** True if a delivery has ended. */
const settled: Record<DeliveryState, boolean> = {
  scheduled: false,
  dispatching: false,
  retrying: false,
  succeeded: true,
  dead_lettered: true,
  expired: true,
  canceled: true,
  skipped: true,
};

/** `randomInt` takes no wider range. 2^48 leave no schedule with two alike in the same millisecond. */
const ordinals = 2 ** 48 - 1;

/**
 * The delivery that sends a settled one again: the same request, and as long to live as the old one
 * had from its own instant.
 *
 * @throws ServiceError `delivery_not_settled`
 */
export function newReplay(old: DeliveryRecord, wish: ReplayWish, now: number): NewDelivery {
  const { id, freshKey, dueAt } = wish;
  if (!settled[old.state]) throw notSettled(old.state);
  return {
    id,
    projectId: old.projectId,
    mode: old.mode,
    scheduleId: old.scheduleId,
    requestId: old.requestId,
    endpointId: old.endpointId,
    scheduledFor: dueAt,
    // Below 0: beside the plan, so that it counts as no run of the schedule.
    ordinal: -randomInt(1, ordinals),
    recurring: false,
    earlyFire: false,
    state: "scheduled",
    reason: null,
    contentBytes: old.contentBytes,
    claimAt: dueAt,
    expiresAt: old.expiresAt === null ? null : dueAt + (old.expiresAt - old.scheduledFor),
    replayOf: old.id,
    idempotencyId: freshKey ? id : old.idempotencyId,
    createdAt: now,
  };
}

function notSettled(state: DeliveryState): ServiceError<ErrorCode> {
  return new ServiceError(
    "delivery_not_settled",
    `The delivery is ${state}; it can be replayed once it has ended.`,
  );
}
