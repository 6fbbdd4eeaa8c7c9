import type { Queryable, Transaction } from "../session/connect.ts";
import type { DeliveryReason } from "./delivery-reasons.ts";
import { byFence, type HeldDelivery } from "./held-delivery.ts";

/** Describes what a row of `deliveries` becomes when its delivery is settled. */
export interface SettledRow extends HeldDelivery {
  readonly state: string;
  readonly reason: DeliveryReason | null;
  /** When it is tried again, and looked at for that; null: it has ended. */
  readonly next: number | null;
  readonly claim: number | null;
  /** False: it ends before an attempt began, and what is known of the last one stays. */
  readonly attempted: boolean;
  /** Of the attempt. */
  readonly status: number | null;
  readonly error: string | null;
  readonly message: string | null;
}

/** Delivered and nothing else to say of it. */
export function isDelivered({ state, reason, error, attempted }: SettledRow): boolean {
  return state === "succeeded" && reason === null && error === null && attempted;
}

/**
 * Writes rows that are `isDelivered`: all with one status and fence by one statement, since what is the same in each
 * row is cheapest to write. A row whose fence is another by now is left as it is.
 *
 * @param met told by each statement, once it has been sent, how many rows it wrote
 */
export async function updateDelivered(
  transaction: Transaction,
  holder: Buffer,
  settled: readonly SettledRow[],
  now: number,
  met: (rows: number) => void,
): Promise<void> {
  for (const [status, group] of Map.groupBy(settled, (each) => each.status)) {
    for (const [fence, ids] of byFence(group)) {
      await transaction.later(
        `UPDATE deliveries FORCE INDEX (PRIMARY)
         SET state = 'succeeded', reason = NULL, next_attempt_at = NULL, claim_at = NULL, completed_at = ?,
           last_status_code = ?, last_error_code = NULL, last_error_message = NULL, holder = NULL,
           lease_expires_at = NULL, version = version + 1, updated_at = ?
         WHERE id IN (?) AND holder = ? AND fence = ?`,
        [now, status, now, ids, holder, fence],
        met,
      );
    }
  }
}

/** One statement for all others, which are locked: JSON_TABLE reads the values, each row is met by primary key. */
export async function updateOthers(
  transaction: Queryable,
  settled: readonly SettledRow[],
  now: number,
): Promise<void> {
  if (settled.length === 0) return;
  const values = settled.map((row) => ({
    ...row,
    id: row.id.toString("hex"),
    attempted: Number(row.attempted),
  }));
  await transaction.change(
    `UPDATE JSON_TABLE(?, '$[*]' COLUMNS (
       id CHAR(32) PATH '$.id', state VARCHAR(13) PATH '$.state', reason VARCHAR(32) PATH '$.reason',
       next BIGINT PATH '$.next', claim BIGINT PATH '$.claim', attempted INT PATH '$.attempted', status INT PATH '$.status',
       error VARCHAR(12) PATH '$.error', message VARCHAR(300) PATH '$.message'
     )) w STRAIGHT_JOIN deliveries d FORCE INDEX (PRIMARY) ON d.id = UNHEX(w.id)
     SET d.state = w.state, d.reason = w.reason, d.next_attempt_at = w.next, d.claim_at = w.claim,
       d.completed_at = IF(w.state = 'retrying', NULL, ?),
       d.last_status_code = IF(w.attempted, w.status, d.last_status_code),
       d.last_error_code = IF(w.attempted, w.error, d.last_error_code),
       d.last_error_message = IF(w.attempted, w.message, d.last_error_message),
       d.holder = NULL, d.lease_expires_at = NULL, d.version = d.version + 1, d.updated_at = ?`,
    [JSON.stringify(values), now, now],
  );
}
