import type { RowDataPacket } from "mysql2/promise";
import type { Mode, Owner } from "../accounts/owner.ts";
import type { DeliveryReason } from "./delivery-reasons.ts";

/** Says where a delivery stands. Three states are open; the other five are ends, for ever. */
export type DeliveryState =
  /** Open: not begun yet. It waits for its moment, in the store or held by a dispatcher. */
  | "scheduled"
  /** Open: an attempt has begun. What the receiver got of it is not known before it is settled or reclaimed. */
  | "dispatching"
  /** Open: an attempt failed or was interrupted, and the next one has its moment. */
  | "retrying"
  /** Ended: an attempt succeeded, by its status or a rule of the retry policy. */
  | "succeeded"
  /** Ended: its last attempt failed, or a rule or a 410 ended it. It can be replayed. */
  | "dead_lettered"
  /** Ended: its `ttl` ran out before an attempt succeeded. */
  | "expired"
  /** Ended: it, its schedule or its plan was canceled before an attempt succeeded; `reason` says which. */
  | "canceled"
  /** Ended without an attempt, by a rule of its schedule; `reason` says which. */
  | "skipped";

/** Names the states that are no end. */
export type OpenState = Extract<DeliveryState, "scheduled" | "dispatching" | "retrying">;

/** Every state, the open ones first; README.md draws them. */
export const deliveryStates: readonly DeliveryState[] = [
  "scheduled",
  "dispatching",
  "retrying",
  "succeeded",
  "dead_lettered",
  "expired",
  "canceled",
  "skipped",
];

export interface DeliveryRecord extends Owner {
  readonly id: Buffer;
  readonly scheduleId: Buffer;
  readonly requestId: Buffer;
  readonly endpointId: Buffer | null;
  readonly state: DeliveryState;
  readonly reason: DeliveryReason | null;
  readonly scheduledFor: number;
  readonly ordinal: number;
  readonly nextAttemptAt: number | null;
  readonly attemptCount: number;
  readonly firstAttemptAt: number | null;
  readonly offsetMs: number | null;
  readonly expiresAt: number | null;
  readonly completedAt: number | null;
  readonly replayOf: Buffer | null;
  /** When it was last replayed; null: never. */
  readonly replayedAt: number | null;
  readonly idempotencyId: Buffer;
  readonly contentBytes: number;
  /** Its own URL, or the current one of its profile. */
  readonly endpoint: string;
  readonly method: string;
  readonly lastStatusCode: number | null;
  readonly lastErrorCode: string | null;
  readonly lastErrorMessage: string | null;
  readonly version: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** The columns that `toDeliveryRecord` reads, of `deliveryTables`. */
export const deliveryColumns = `d.id, d.project_id, d.mode, d.schedule_id, d.request_id, d.endpoint_id, d.state, d.reason,
  d.scheduled_for, d.ordinal, d.next_attempt_at, d.attempt_count, d.expires_at,
  (SELECT a.started_at FROM attempts a WHERE a.delivery_id = d.id AND a.number = 1) AS first_attempt_at,
  d.completed_at, d.replay_of, d.replayed_at, d.idempotency_id, d.content_bytes, COALESCE(r.endpoint, e.url) AS endpoint,
  r.method, d.last_status_code, d.last_error_code, d.last_error_message, d.version, d.created_at, d.updated_at`;

/** The joins that follow `deliveries d JOIN`. */
export const deliveryJoins =
  "requests r ON r.id = d.request_id LEFT JOIN endpoints e ON e.id = r.endpoint_id";

export const deliveryTables = `deliveries d JOIN ${deliveryJoins}`;

export interface DeliveryRow extends RowDataPacket {
  id: Buffer;
  project_id: Buffer;
  mode: Mode;
  schedule_id: Buffer;
  request_id: Buffer;
  endpoint_id: Buffer | null;
  state: DeliveryState;
  reason: DeliveryReason | null;
  scheduled_for: number;
  ordinal: number;
  next_attempt_at: number | null;
  attempt_count: number;
  first_attempt_at: number | null;
  expires_at: number | null;
  completed_at: number | null;
  replay_of: Buffer | null;
  replayed_at: number | null;
  idempotency_id: Buffer;
  content_bytes: number;
  endpoint: string | null;
  method: string;
  last_status_code: number | null;
  last_error_code: string | null;
  last_error_message: string | null;
  version: number;
  created_at: number;
  updated_at: number;
}

export function toDeliveryRecord(row: DeliveryRow): DeliveryRecord {
  return {
    id: row.id,
    projectId: row.project_id,
    mode: row.mode,
    scheduleId: row.schedule_id,
    requestId: row.request_id,
    endpointId: row.endpoint_id,
    state: row.state,
    reason: row.reason,
    scheduledFor: row.scheduled_for,
    ordinal: row.ordinal,
    nextAttemptAt: row.next_attempt_at,
    attemptCount: row.attempt_count,
    firstAttemptAt: row.first_attempt_at,
    offsetMs: row.first_attempt_at === null ? null : row.first_attempt_at - row.scheduled_for,
    expiresAt: row.expires_at,
    completedAt: row.completed_at,
    replayOf: row.replay_of,
    replayedAt: row.replayed_at,
    idempotencyId: row.idempotency_id,
    contentBytes: row.content_bytes,
    endpoint: row.endpoint ?? "",
    method: row.method,
    lastStatusCode: row.last_status_code,
    lastErrorCode: row.last_error_code,
    lastErrorMessage: row.last_error_message,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
