import { randomInt } from "node:crypto";
import type { ErrorCode } from "../../../generated/rpc/error-codes.ts";
import { ServiceError } from "../../runtime/errors.ts";
import type { DeliveryRecord, DeliveryState, NewDelivery } from "../../store/for-dispatcher.ts";

/** Options of a replay. */
export interface ReplayWish {
  /** Id of the new delivery. */
  readonly id: Buffer;
  /** True for a new idempotency key, so that the receiver takes it for a new request. */
  readonly freshKey: boolean;
  /** The current time or later. */
  readonly dueAt: number;
}

/** True for states in which a delivery has ended. */
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

/**
 * The widest range of `randomInt`. Within 2^48, two replays of a schedule in the same millisecond do not
 * collide.
 */
const ordinals = 2 ** 48 - 1;

/**
 * Builds the delivery that sends a settled one again: the same request, with the same time to live as the
 * old one had from its own due time.
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
    // Negative: outside the plan, so that it does not count as a run of the schedule.
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
