import type * as rest from "../../../generated/openapi/types.gen.ts";
import type { TestEndpointResponse } from "../../../generated/rpc/landfall/dispatcher/v1/dispatcher.ts";
import { toAttemptError } from "../deliveries/attempt.ts";
import { toInstant } from "../instant.ts";

/** Converts the result of a test request to its REST form. */
export function toEndpointTest(endpointId: string, result: TestEndpointResponse): rest.EndpointTest {
  return {
    object: "endpoint_test",
    endpoint_id: endpointId,
    succeeded: result.error === undefined,
    started_at: toInstant(result.startedAtMs),
    duration_ms: result.durationMs,
    status_code: result.statusCode ?? null,
    error: toAttemptError(result.error),
    response_bytes: result.responseBytes ?? null,
    response_snippet: result.responseSnippet ?? null,
  };
}
