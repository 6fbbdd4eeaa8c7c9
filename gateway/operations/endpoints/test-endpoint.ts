import type { Handler } from "../../handler.ts";
import { toEndpointTest } from "../../translate/endpoints/endpoint-test.ts";

/** POST /v1/endpoints/{id}/test */
export const testEndpoint: Handler<"testEndpoint"> = async ({ path, caller, requestId }, { dispatcher }) => {
  const result = await dispatcher.testEndpoint({ caller, id: path.id }, { requestId, timeoutMs: 12_000 });
  return { status: 200, body: toEndpointTest(path.id, result) };
};
