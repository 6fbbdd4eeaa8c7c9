import type * as rest from "../../../generated/openapi/types.gen.ts";
import type * as rpc from "../../../generated/rpc/landfall/dispatcher/v1/delivery.ts";
import { toInstant, toInstantOrNull } from "../instant.ts";
import { deliveryState, mode, oneOf } from "../words.ts";
import { toAttemptError } from "./attempt.ts";

/** Converts a delivery to its REST form. */
export function toDelivery(delivery: rpc.Delivery): rest.Delivery {
  return {
    id: delivery.id,
    object: "delivery",
    schedule_id: delivery.scheduleId,
    mode: mode.toRest(delivery.mode),
    state: deliveryState.toRest(delivery.state),
    reason: toReason(delivery.reason),
    scheduled_for: toInstant(delivery.scheduledForMs),
    next_attempt_at: toInstantOrNull(delivery.nextAttemptAtMs),
    attempt_count: delivery.attemptCount,
    first_attempt_at: toInstantOrNull(delivery.firstAttemptAtMs),
    offset_ms: delivery.offsetMs ?? null,
    expires_at: toInstantOrNull(delivery.expiresAtMs),
    completed_at: toInstantOrNull(delivery.completedAtMs),
    replay_of: delivery.replayOf ?? null,
    replayed_at: toInstantOrNull(delivery.replayedAtMs),
    idempotency_key: delivery.idempotencyKey,
    endpoint: delivery.endpoint,
    method: oneOf(["GET", "POST", "PUT", "PATCH", "DELETE"], delivery.method),
    last_status_code: delivery.lastStatusCode ?? null,
    last_error: toAttemptError(delivery.lastError),
    created_at: toInstant(delivery.createdAtMs),
    updated_at: toInstant(delivery.updatedAtMs),
  };
}

const reasons: readonly rest.DeliveryReason[] = [
  "misfire",
  "overlap",
  "paused",
  "no_credit",
  "canceled",
  "rescheduled",
  "breaker_open",
  "rate_limited",
  "concurrency",
  "endpoint_disabled",
  "secret_unreadable",
];

function toReason(reason: string | undefined): rest.DeliveryReason | null {
  if (reason === undefined) return null;
  // Rows of older versions have a separate reason for deliveries that were canceled with their schedule.
  return oneOf(reasons, reason === "schedule_canceled" ? "canceled" : reason);
}
