import type { RowDataPacket } from "mysql2/promise";
import type { Owner } from "../accounts/owner.ts";
import type { Condition } from "../lists/newest-first.ts";

/** Effect of an attempt on its delivery. */
export type AttemptOutcome =
  /** Delivered: the delivery ends as `succeeded`. */
  | "succeeded"
  /** Not delivered; another attempt follows, unless the delivery is canceled or expires first. */
  | "retry"
  /** Not delivered, and the last attempt: the delivery ends as `dead_lettered`. */
  | "failed";

export interface AttemptRecord extends Owner {
  readonly id: Buffer;
  readonly deliveryId: Buffer;
  readonly scheduleId: Buffer;
  /** From 1. */
  readonly number: number;
  readonly startedAt: number;
  readonly offsetMs: number;
  readonly durationMs: number;
  readonly outcome: AttemptOutcome;
  readonly statusCode: number | null;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  readonly responseBytes: number | null;
  /** The first 4 KB of the response, sealed. */
  readonly sealedSnippet: Buffer | null;
  readonly nextAttemptAt: number | null;
}

export const attemptColumns = `id, delivery_id, schedule_id, project_id, mode, number, started_at, offset_ms, duration_ms,
  outcome, status_code, error_code, error_message, response_bytes, sealed_snippet, next_attempt_at`;

export interface AttemptRow extends RowDataPacket {
  id: Buffer;
  delivery_id: Buffer;
  schedule_id: Buffer;
  project_id: Buffer;
  mode: Owner["mode"];
  number: number;
  started_at: number;
  offset_ms: number;
  duration_ms: number;
  outcome: AttemptOutcome;
  status_code: number | null;
  error_code: string | null;
  error_message: string | null;
  response_bytes: number | null;
  sealed_snippet: Buffer | null;
  next_attempt_at: number | null;
}

export function toAttemptRecord(row: AttemptRow): AttemptRecord {
  return {
    id: row.id,
    deliveryId: row.delivery_id,
    scheduleId: row.schedule_id,
    projectId: row.project_id,
    mode: row.mode,
    number: row.number,
    startedAt: row.started_at,
    offsetMs: row.offset_ms,
    durationMs: row.duration_ms,
    outcome: row.outcome,
    statusCode: row.status_code,
    errorCode: row.error_code,
    errorMessage: row.error_message,
    responseBytes: row.response_bytes,
    sealedSnippet: row.sealed_snippet,
    nextAttemptAt: row.next_attempt_at,
  };
}

export const attemptOutcomes: readonly AttemptOutcome[] = ["succeeded", "retry", "failed"];

/**
 * Returns conditions for an owner's attempts, one branch for each outcome, on `attempts_by_outcome`. Three
 * reads from one index cost less than a second index that every attempt would have to write.
 */
export function attemptBranches(
  { projectId, mode }: Owner,
  outcome: AttemptOutcome | null,
  table = "attempts",
): Condition[] {
  return attemptOutcomes
    .filter((each) => outcome === null || outcome === each)
    .map((each) => ({
      sql: `${table}.project_id = ? AND ${table}.mode = ? AND ${table}.outcome = ?`,
      bound: [projectId, mode, each],
    }));
}

/** Returns the seal context of an attempt's snippet, which stops it from being opened as anything else. */
export function attemptSealContext(id: Buffer): string {
  return `attempt:${id.toString("hex")}`;
}
