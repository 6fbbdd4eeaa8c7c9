import type { Transaction } from "../session/connect.ts";
import { insertRows } from "../session/insert-rows.ts";
import type { RequestRecord } from "./schedule-record.ts";

const columns = `id, project_id, endpoint, endpoint_id, method, header_names, body_bytes, sealed_content, content_bytes,
  timeout, timeout_ms, retry_policy, traceparent, forward_trace`;

/** Writes requests. */
export async function insertRequests(
  transaction: Transaction,
  requests: readonly RequestRecord[],
): Promise<void> {
  await insertRows(
    transaction,
    "requests",
    columns,
    requests.map((request) => [
      request.id,
      request.projectId,
      request.endpoint,
      request.endpointId,
      request.method,
      JSON.stringify(request.headerNames),
      request.bodyBytes,
      request.sealedContent,
      request.contentBytes,
      request.timeout,
      request.timeoutMs,
      request.retryPolicy,
      request.traceparent,
      request.forwardTrace,
    ]),
  );
}
