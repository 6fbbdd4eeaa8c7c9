import type { Bound, Queryable } from "../connect.ts";
import type { RequestRecord } from "./schedule-record.ts";

const columns =
  "id, project_id, endpoint, endpoint_id, method, header_names, body_bytes, sealed_content, timeout, timeout_ms, retry_policy";

/** A statement carries bytes as hex, twice their number, and servers take 16 MB by default. */
const mostStatementBytes = 4 * 1024 * 1024;

/** Writes requests, in as many statements as their size asks for. */
export async function insertRequests(
  transaction: Queryable,
  requests: readonly RequestRecord[],
): Promise<void> {
  let rows: Bound[][] = [];
  let bytes = 0;
  const flush = async () => {
    if (rows.length > 0) await transaction.change(`INSERT INTO requests (${columns}) VALUES ?`, [rows]);
    rows = [];
    bytes = 0;
  };
  for (const request of requests) {
    const size = request.sealedContent?.length ?? 0;
    if (bytes + size > mostStatementBytes) await flush();
    bytes += size;
    rows.push([
      request.id,
      request.projectId,
      request.endpoint,
      request.endpointId,
      request.method,
      JSON.stringify(request.headerNames),
      request.bodyBytes,
      request.sealedContent,
      request.timeout,
      request.timeoutMs,
      request.retryPolicy,
    ]);
  }
  await flush();
}
