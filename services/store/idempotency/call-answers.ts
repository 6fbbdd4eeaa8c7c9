import type { RowDataPacket } from "mysql2/promise";
import type { Owner } from "../accounts/owner.ts";
import type { ScheduleState } from "../schedules/schedule-record.ts";
import type { Queryable } from "../session/connect.ts";
import type { IdempotencyRecord } from "./idempotency-keys.ts";

/** An accepted item of a call, with its schedule as it was then. */
export interface AcceptedItem {
  /** Its place in the call, from 0. */
  readonly index: number;
  /** The schedule's id, in hex. */
  readonly id: string;
  readonly nextFireAt: number | null;
  readonly state: ScheduleState;
  /** True: past the limit of its account's plan. Absent: nothing limits it. */
  readonly overLimit?: boolean;
}

export interface RejectedItem {
  readonly index: number;
  readonly code: string;
  readonly message: string;
  readonly param: string | null;
}

/** The answer to a call that makes many schedules. */
export interface CallAnswer {
  readonly accepted: readonly AcceptedItem[];
  readonly rejected: readonly RejectedItem[];
}

interface AnswerRow extends RowDataPacket {
  answer: string | null;
}

/**
 * Stores a key with the answer to its call, in the transaction that makes the schedules. A duplicate error
 * means that another request took the key first.
 */
export async function insertCallAnswer(
  transaction: Queryable,
  key: IdempotencyRecord,
  answer: CallAnswer,
): Promise<void> {
  await transaction.change(
    `INSERT INTO idempotency_keys (project_id, mode, key_hash, request_hash, object_id, created_at, answer)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    [
      ...[key.projectId, key.mode, key.keyHash, key.requestHash, key.objectId, key.createdAt],
      JSON.stringify(answer),
    ],
  );
}

/**
 * Finds the answer that was stored with a key, by primary key; null: the key is gone, or does not belong to
 * such a call.
 */
export async function findCallAnswer(
  store: Queryable,
  owner: Owner,
  keyHash: Buffer,
): Promise<CallAnswer | null> {
  const [row] = await store.rows<AnswerRow>(
    "SELECT answer FROM idempotency_keys WHERE project_id = ? AND mode = ? AND key_hash = ?",
    [owner.projectId, owner.mode, keyHash],
  );
  return row?.answer ? JSON.parse(row.answer) : null;
}

/** True if one of the schedules that a call made still exists. */
export async function madeIsThere(store: Queryable, answer: CallAnswer): Promise<boolean> {
  if (answer.accepted.length === 0) return false;
  const ids = answer.accepted.map(({ id }) => Buffer.from(id, "hex"));
  const found = await store.rows("SELECT 1 FROM schedules WHERE id IN (?) LIMIT 1", [ids]);
  return found.length > 0;
}
