import type { Queryable, Transaction } from "../../session/connect.ts";
import type { DeliveryReason } from "../delivery-reasons.ts";
import { byFence, type HeldDelivery } from "../held-delivery.ts";

/** New values of a row of `deliveries` when its delivery is settled. */
export interface SettledRow extends HeldDelivery {
  readonly state: string;
  readonly reason: DeliveryReason | null;
  /** When it is tried again, and looked at for that; null: it has ended. */
  readonly next: number | null;
  readonly claim: number | null;
  /** False: it ended before an attempt began, and the columns of the last attempt stay. */
  readonly attempted: boolean;
  /** Status and error of the attempt. */
  readonly status: number | null;
  readonly error: string | null;
  readonly message: string | null;
}

/** True for a success that needs no other values. */
export function isDelivered({ state, reason, error, attempted }: SettledRow): boolean {
  return state === "succeeded" && reason === null && error === null && attempted;
}

/**
 * Writes rows that are `isDelivered`, with one statement for each status and fence: values shared by all rows
 * are the cheapest to write. Leaves a row whose fence has changed.
 *
 * @param met called with the number of rows that each statement wrote, once it has been sent
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

/**
 * Writes all other rows, which are locked, with one statement: JSON_TABLE reads the values, and each row is
 * found by primary key.
 */
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
