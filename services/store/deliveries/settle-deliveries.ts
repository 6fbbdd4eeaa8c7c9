import type { RowDataPacket } from "mysql2/promise";
import type { AttemptRecord } from "../attempts/attempt-record.ts";
import { insertAttempts } from "../attempts/insert-attempts.ts";
import type { Queryable, Store } from "../connect.ts";
import { noteEnds } from "../figures/note-ends.ts";
import { settleSchedules } from "../schedules/settle-schedules.ts";
import type { HeldDelivery } from "./held-delivery.ts";

export type SettledState = "succeeded" | "dead_lettered" | "expired" | "skipped";

/** What becomes of a held delivery: it ends, or it is tried again at `nextAttemptAt`. */
export interface Settlement extends HeldDelivery {
  readonly state: SettledState | "retrying";
  /** For `skipped`, why. */
  readonly reason: string | null;
  /** With `retrying` only. */
  readonly nextAttemptAt: number | null;
  /** The attempt that led here; null when there was none (expired or skipped before one began). */
  readonly attempt: AttemptRecord | null;
}

interface LockedRow extends RowDataPacket {
  id: Buffer;
  schedule_id: Buffer;
  ordinal: number;
  recurring: number;
  fence: number;
  reason: string | null;
  expires_at: number | null;
}

interface Written {
  id: string;
  state: string;
  reason: string | null;
  next: number | null;
  claim: number | null;
  status: number | null;
  error: string | null;
  message: string | null;
  started: number | null;
  offset: number | null;
}

/**
 * Writes what deliveries came to: their states, their attempts and their schedules' counters, in one
 * transaction. A settlement whose fence is no longer the delivery's is stale and changes nothing.
 *
 * A retry is turned into what was decided while the attempt was on the wire (`reason` of the row):
 * canceled, when its schedule was canceled or rescheduled; held back, when it was paused.
 *
 * @returns how many were settled; the rest were stale
 */
export async function settleDeliveries(
  store: Store,
  holder: Buffer,
  settlements: readonly Settlement[],
  now: number,
): Promise<number> {
  if (settlements.length === 0) return 0;
  return store.transact(async (transaction) => {
    const rows = await transaction.rows<LockedRow>(
      `SELECT id, schedule_id, ordinal, recurring, fence, reason, expires_at FROM deliveries FORCE INDEX (PRIMARY)
       WHERE id IN (?) AND holder = ? ORDER BY id FOR UPDATE`,
      [settlements.map(({ id }) => id), holder],
    );
    const locked = new Map(rows.map((row) => [row.id.toString("hex"), row]));
    const current = settlements.flatMap((settlement) => {
      const row = locked.get(settlement.id.toString("hex"));
      return row && row.fence === settlement.fence ? [{ settlement, row }] : [];
    });
    if (current.length === 0) return 0;
    const written = current.map(({ settlement, row }) => write(settlement, row));
    await updateDelivered(transaction, written.filter(isDelivered), now);
    await updateOthers(
      transaction,
      written.filter((each) => !isDelivered(each)),
      now,
    );
    await noteEnds(transaction, endedUnsent(written), now);
    await insertAttempts(
      transaction,
      current.flatMap(({ settlement: { attempt }, row: { ordinal } }) =>
        attempt ? [{ attempt, ordinal }] : [],
      ),
      now,
    );
    await settleSchedules(
      transaction,
      current.flatMap(({ row }, index) => {
        const state = written[index]?.state;
        if (row.ordinal < 0 || state === undefined || state === "retrying") return [];
        return [
          {
            scheduleId: row.schedule_id,
            oneShot: row.recurring === 0,
            ran: state !== "skipped" && state !== "canceled",
          },
        ];
      }),
      now,
    );
    return current.length;
  });
}

const ends = new Set(["canceled", "rescheduled"]);
const unsentStates = new Set(["expired", "skipped", "canceled"]);

function write(settlement: Settlement, row: LockedRow): Written {
  const retry = settlement.state === "retrying";
  const base = {
    id: settlement.id.toString("hex"),
    status: settlement.attempt?.statusCode ?? null,
    error: settlement.attempt?.errorCode ?? null,
    message: settlement.attempt?.errorMessage ?? null,
    started: settlement.attempt?.startedAt ?? null,
    offset: settlement.attempt?.offsetMs ?? null,
  };
  if (!retry) return { ...base, state: settlement.state, reason: settlement.reason, next: null, claim: null };
  if (row.reason !== null && ends.has(row.reason)) {
    return { ...base, state: "canceled", reason: row.reason, next: null, claim: null };
  }
  const next = settlement.nextAttemptAt;
  const parked = row.reason === "paused";
  const claim = parked ? row.expires_at : Math.min(next ?? 0, row.expires_at ?? Number.MAX_SAFE_INTEGER);
  return { ...base, state: "retrying", reason: row.reason, next, claim };
}

/** The ids of those that no attempt brought to their end. */
function endedUnsent(written: readonly Written[]): Buffer[] {
  return written.filter(({ state }) => unsentStates.has(state)).map(({ id }) => Buffer.from(id, "hex"));
}

/** Delivered and nothing else to say of it. */
function isDelivered({ state, reason, error, started }: Written): boolean {
  return state === "succeeded" && reason === null && error === null && started !== null;
}

/** The common case, by status: the fewer values a row has of its own, the less there is to be read out of JSON. */
async function updateDelivered(
  transaction: Queryable,
  written: readonly Written[],
  now: number,
): Promise<void> {
  for (const [status, group] of Map.groupBy(written, (each) => each.status)) {
    await transaction.change(
      `UPDATE JSON_TABLE(?, '$[*]' COLUMNS (
         id CHAR(32) PATH '$[0]', started BIGINT PATH '$[1]', first_offset BIGINT PATH '$[2]'
       )) w STRAIGHT_JOIN deliveries d FORCE INDEX (PRIMARY) ON d.id = UNHEX(w.id)
       SET d.state = 'succeeded', d.reason = NULL, d.next_attempt_at = NULL, d.claim_at = NULL, d.completed_at = ?,
         d.offset_ms = COALESCE(d.offset_ms, w.first_offset),
         d.first_attempt_at = COALESCE(d.first_attempt_at, w.started),
         d.last_status_code = ?, d.last_error_code = NULL, d.last_error_message = NULL,
         d.holder = NULL, d.lease_expires_at = NULL, d.version = d.version + 1, d.updated_at = ?`,
      [JSON.stringify(group.map(({ id, started, offset }) => [id, started, offset])), now, status, now],
    );
  }
}

/** One statement for all others: JSON_TABLE reads the values, each row is met by primary key. */
async function updateOthers(transaction: Queryable, written: readonly Written[], now: number): Promise<void> {
  if (written.length === 0) return;
  await transaction.change(
    `UPDATE JSON_TABLE(?, '$[*]' COLUMNS (
       id CHAR(32) PATH '$.id', state VARCHAR(13) PATH '$.state', reason VARCHAR(32) PATH '$.reason',
       next BIGINT PATH '$.next', claim BIGINT PATH '$.claim', status INT PATH '$.status',
       error VARCHAR(12) PATH '$.error', message VARCHAR(300) PATH '$.message',
       started BIGINT PATH '$.started', first_offset BIGINT PATH '$.offset'
     )) w STRAIGHT_JOIN deliveries d FORCE INDEX (PRIMARY) ON d.id = UNHEX(w.id)
     SET d.state = w.state, d.reason = w.reason, d.next_attempt_at = w.next, d.claim_at = w.claim,
       d.completed_at = IF(w.state = 'retrying', NULL, ?),
       d.offset_ms = COALESCE(d.offset_ms, w.first_offset),
       d.first_attempt_at = COALESCE(d.first_attempt_at, w.started),
       d.last_status_code = IF(w.started IS NULL, d.last_status_code, w.status),
       d.last_error_code = IF(w.started IS NULL, d.last_error_code, w.error),
       d.last_error_message = IF(w.started IS NULL, d.last_error_message, w.message),
       d.holder = NULL, d.lease_expires_at = NULL, d.version = d.version + 1, d.updated_at = ?`,
    [JSON.stringify(written), now, now],
  );
}
