import type { RowDataPacket } from "mysql2/promise";
import type { Queryable } from "../session/connect.ts";

/** The request that a dispatcher sends. */
export interface RequestContent {
  readonly id: Buffer;
  readonly endpoint: string | null;
  readonly method: string;
  /** Headers and body, sealed; null: neither. */
  readonly sealedContent: Buffer | null;
  readonly timeoutMs: number;
  /** False: the caller gave none, so the endpoint profile's own applies first. */
  readonly timeoutGiven: boolean;
  /** A `StoredRetryPolicy`, JSON. */
  readonly retryPolicy: string;
  /** W3C trace context that the create came with; null: none. */
  readonly traceparent: string | null;
  /** True if the receiver gets it. */
  readonly forwardTrace: boolean;
}

interface RequestRow extends RowDataPacket {
  id: Buffer;
  endpoint: string | null;
  method: string;
  sealed_content: Buffer | null;
  timeout: string | null;
  timeout_ms: number;
  retry_policy: string;
  traceparent: string | null;
  forward_trace: number;
}

/** Loads requests by their ids. */
export async function loadRequests(store: Queryable, ids: readonly Buffer[]): Promise<RequestContent[]> {
  if (ids.length === 0) return [];
  const rows = await store.rows<RequestRow>(
    `SELECT id, endpoint, method, sealed_content, timeout, timeout_ms, retry_policy, traceparent, forward_trace
     FROM requests WHERE id IN (?)`,
    [[...ids]],
  );
  return rows.map((row) => ({
    id: row.id,
    endpoint: row.endpoint,
    method: row.method,
    sealedContent: row.sealed_content,
    timeoutMs: row.timeout_ms,
    timeoutGiven: row.timeout !== null,
    retryPolicy: row.retry_policy,
    traceparent: row.traceparent,
    forwardTrace: row.forward_trace === 1,
  }));
}
