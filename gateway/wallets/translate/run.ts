import {
  type Attempt,
  type Delivery,
  DeliveryState,
} from "../../../generated/rpc/landfall/dispatcher/v1/delivery.ts";
import type { ScheduleRunsResponses } from "../../../generated/stableschedule/types.gen.ts";
import { toInstant, toInstantOrNull } from "../../translate/instant.ts";

export type Run = ScheduleRunsResponses[200]["runs"][number];

/** True if a delivery has begun or ended; others are no runs yet. */
export function isRun({ state, attemptCount }: Delivery): boolean {
  return attemptCount > 0 || (state !== DeliveryState.SCHEDULED && state !== DeliveryState.RETRYING);
}

/** Converts a delivery to a run. @param last its newest attempt that has ended; null: none */
export function toRun(delivery: Delivery, last: Attempt | null): Run {
  const status = statusOf(delivery);
  return {
    id: delivery.id,
    schedule_id: delivery.scheduleId,
    status,
    started_at: toInstant(delivery.firstAttemptAtMs ?? delivery.scheduledForMs),
    completed_at: toInstantOrNull(delivery.completedAtMs),
    duration_ms: last?.durationMs ?? null,
    http_status: delivery.lastStatusCode ?? null,
    response_bytes: last?.responseBytes ?? null,
    error: status === "sent" ? null : (delivery.lastError?.message ?? delivery.reason ?? null),
  };
}

/**
 * `sent`: answered with 2xx, or its first attempt is out. `failed`: its last attempt failed, and a retry may
 * follow. `skipped`: it ended before an attempt began.
 */
function statusOf({ state, attemptCount }: Delivery): Run["status"] {
  switch (state) {
    case DeliveryState.SUCCEEDED:
      return "sent";
    case DeliveryState.DISPATCHING:
      return attemptCount <= 1 ? "sent" : "failed";
    case DeliveryState.RETRYING:
    case DeliveryState.DEAD_LETTERED:
      return "failed";
    default:
      return attemptCount > 0 ? "failed" : "skipped";
  }
}
