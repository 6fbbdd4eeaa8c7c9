import type { RowDataPacket } from "mysql2/promise";
import type { Queryable } from "../session/connect.ts";

/** Describes what a dispatcher sends. */
export interface RequestContent {
  readonly id: Buffer;
  readonly endpoint: string | null;
  readonly method: string;
  /** Headers and body, sealed; null when there are neither. */
  readonly sealedContent: Buffer | null;
  readonly timeoutMs: number;
  /** False: the caller gave none, so that an endpoint profile's own goes before it. */
  readonly timeoutGiven: boolean;
  /** A `StoredRetryPolicy`, JSON. */
  readonly retryPolicy: string;
}

interface RequestRow extends RowDataPacket {
  id: Buffer;
  endpoint: string | null;
  method: string;
  sealed_content: Buffer | null;
  timeout: string | null;
  timeout_ms: number;
  retry_policy: string;
}

/** Requests by their ids. */
export async function loadRequests(store: Queryable, ids: readonly Buffer[]): Promise<RequestContent[]> {
  if (ids.length === 0) return [];
  const rows = await store.rows<RequestRow>(
    "SELECT id, endpoint, method, sealed_content, timeout, timeout_ms, retry_policy FROM requests WHERE id IN (?)",
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
  }));
}
