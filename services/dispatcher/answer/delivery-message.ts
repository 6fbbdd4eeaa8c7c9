import { type Delivery, DeliveryState } from "../../../generated/rpc/landfall/dispatcher/v1/delivery.ts";
import { modeMessage } from "../../rules/caller.ts";
import { prefixedId } from "../../runtime/ulid.ts";
import type * as store from "../../store/for-dispatcher.ts";
import { attemptErrorMessage } from "./attempt-message.ts";

const states: Record<store.DeliveryState, DeliveryState> = {
  scheduled: DeliveryState.SCHEDULED,
  dispatching: DeliveryState.DISPATCHING,
  retrying: DeliveryState.RETRYING,
  succeeded: DeliveryState.SUCCEEDED,
  dead_lettered: DeliveryState.DEAD_LETTERED,
  expired: DeliveryState.EXPIRED,
  canceled: DeliveryState.CANCELED,
  skipped: DeliveryState.SKIPPED,
};

/** Converts a delivery to its message. */
export function deliveryMessage(record: store.DeliveryRecord): Delivery {
  return {
    id: prefixedId("dlv", record.id),
    scheduleId: prefixedId("sch", record.scheduleId),
    mode: modeMessage(record.mode),
    state: states[record.state],
    reason: record.reason ?? undefined,
    scheduledForMs: record.scheduledFor,
    nextAttemptAtMs: record.nextAttemptAt ?? undefined,
    attemptCount: record.attemptCount,
    firstAttemptAtMs: record.firstAttemptAt ?? undefined,
    offsetMs: record.offsetMs ?? undefined,
    expiresAtMs: record.expiresAt ?? undefined,
    completedAtMs: record.completedAt ?? undefined,
    replayOf: record.replayOf ? prefixedId("dlv", record.replayOf) : undefined,
    endpoint: record.endpoint,
    method: record.method,
    lastStatusCode: record.lastStatusCode ?? undefined,
    lastError: attemptErrorMessage(record.lastErrorCode, record.lastErrorMessage),
    createdAtMs: record.createdAt,
    updatedAtMs: record.updatedAt,
    version: record.version,
    replayedAtMs: record.replayedAt ?? undefined,
    idempotencyKey: prefixedId("dlv", record.idempotencyId),
  };
}

/** Name of a state in the store; null for UNSPECIFIED and for a state that only a newer peer knows. */
export function deliveryStateOf(state: DeliveryState): store.DeliveryState | null {
  switch (state) {
    case DeliveryState.SCHEDULED:
      return "scheduled";
    case DeliveryState.DISPATCHING:
      return "dispatching";
    case DeliveryState.RETRYING:
      return "retrying";
    case DeliveryState.SUCCEEDED:
      return "succeeded";
    case DeliveryState.DEAD_LETTERED:
      return "dead_lettered";
    case DeliveryState.EXPIRED:
      return "expired";
    case DeliveryState.CANCELED:
      return "canceled";
    case DeliveryState.SKIPPED:
      return "skipped";
    case DeliveryState.UNSPECIFIED:
    case DeliveryState.UNRECOGNIZED:
      return null;
  }
}
