import type { Queryable } from "../connect.ts";

/** What a row of `deliveries` becomes when its delivery is settled. */
export interface SettledRow {
  /** Hex. */
  readonly id: string;
  readonly fence: number;
  readonly state: string;
  readonly reason: string | null;
  /** When it is tried again, and looked at for that; null: it has ended. */
  readonly next: number | null;
  readonly claim: number | null;
  /** Of the attempt, as below; `started` is null when there was none. */
  readonly status: number | null;
  readonly error: string | null;
  readonly message: string | null;
  readonly started: number | null;
}

/** Delivered and nothing else to say of it. */
export function isDelivered({ state, reason, error, started }: SettledRow): boolean {
  return state === "succeeded" && reason === null && error === null && started !== null;
}

/**
 * Writes rows that are `isDelivered`, by status: the fewer values a row has of its own, the less there is to be read
 * out of JSON. A row whose fence is another by now is left as it is.
 *
 * @returns how many were written
 */
export async function updateDelivered(
  transaction: Queryable,
  holder: Buffer,
  settled: readonly SettledRow[],
  now: number,
): Promise<number> {
  let met = 0;
  for (const [status, group] of Map.groupBy(settled, (each) => each.status)) {
    met += await transaction.change(
      `UPDATE JSON_TABLE(?, '$[*]' COLUMNS (
         id CHAR(32) PATH '$[0]', fence INT PATH '$[1]', started BIGINT PATH '$[2]'
       )) w STRAIGHT_JOIN deliveries d FORCE INDEX (PRIMARY) ON d.id = UNHEX(w.id)
       SET d.state = 'succeeded', d.reason = NULL, d.next_attempt_at = NULL, d.claim_at = NULL, d.completed_at = ?,
         d.offset_ms = COALESCE(d.offset_ms, w.started - d.scheduled_for),
         d.first_attempt_at = COALESCE(d.first_attempt_at, w.started),
         d.last_status_code = ?, d.last_error_code = NULL, d.last_error_message = NULL,
         d.holder = NULL, d.lease_expires_at = NULL, d.version = d.version + 1, d.updated_at = ?
       WHERE d.holder = ? AND d.fence = w.fence`,
      [JSON.stringify(group.map(({ id, fence, started }) => [id, fence, started])), now, status, now, holder],
    );
  }
  return met;
}

/** One statement for all others, which are locked: JSON_TABLE reads the values, each row is met by primary key. */
export async function updateOthers(
  transaction: Queryable,
  settled: readonly SettledRow[],
  now: number,
): Promise<void> {
  if (settled.length === 0) return;
  await transaction.change(
    `UPDATE JSON_TABLE(?, '$[*]' COLUMNS (
       id CHAR(32) PATH '$.id', state VARCHAR(13) PATH '$.state', reason VARCHAR(32) PATH '$.reason',
       next BIGINT PATH '$.next', claim BIGINT PATH '$.claim', status INT PATH '$.status',
       error VARCHAR(12) PATH '$.error', message VARCHAR(300) PATH '$.message', started BIGINT PATH '$.started'
     )) w STRAIGHT_JOIN deliveries d FORCE INDEX (PRIMARY) ON d.id = UNHEX(w.id)
     SET d.state = w.state, d.reason = w.reason, d.next_attempt_at = w.next, d.claim_at = w.claim,
       d.completed_at = IF(w.state = 'retrying', NULL, ?),
       d.offset_ms = COALESCE(d.offset_ms, w.started - d.scheduled_for),
       d.first_attempt_at = COALESCE(d.first_attempt_at, w.started),
       d.last_status_code = IF(w.started IS NULL, d.last_status_code, w.status),
       d.last_error_code = IF(w.started IS NULL, d.last_error_code, w.error),
       d.last_error_message = IF(w.started IS NULL, d.last_error_message, w.message),
       d.holder = NULL, d.lease_expires_at = NULL, d.version = d.version + 1, d.updated_at = ?`,
    [JSON.stringify(settled), now, now],
  );
}
