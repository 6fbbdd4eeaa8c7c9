import type * as rest from "../../../generated/openapi/types.gen.ts";
import { attemptErrorCodes } from "../../../generated/rpc/attempt-error-codes.ts";
import type * as rpc from "../../../generated/rpc/landfall/dispatcher/v1/delivery.ts";
import { toInstant, toInstantOrNull } from "../instant.ts";
import { attemptOutcome, oneOf } from "../words.ts";

/** Converts an attempt to its REST form. */
export function toAttempt(attempt: rpc.Attempt): rest.Attempt {
  return {
    id: attempt.id,
    object: "attempt",
    delivery_id: attempt.deliveryId,
    number: attempt.number,
    started_at: toInstant(attempt.startedAtMs),
    offset_ms: attempt.offsetMs,
    duration_ms: attempt.durationMs,
    outcome: attemptOutcome.toRest(attempt.outcome),
    status_code: attempt.statusCode ?? null,
    error: toAttemptError(attempt.error),
    response_bytes: attempt.responseBytes ?? null,
    response_snippet: attempt.responseSnippet ?? null,
    next_attempt_at: toInstantOrNull(attempt.nextAttemptAtMs),
  };
}

/** Reason that an attempt failed; null if it succeeded. */
export function toAttemptError(error: rpc.AttemptError | undefined): rest.AttemptError | null {
  return error === undefined ? null : { code: oneOf(attemptErrorCodes, error.code), message: error.message };
}
