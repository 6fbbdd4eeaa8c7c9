import type { RowDataPacket } from "mysql2/promise";
import type { Store } from "../connect.ts";
import { byFence, type HeldDelivery } from "./held-delivery.ts";

/**
 * Moves claimed deliveries to `dispatching`, those that are still held by this claim, still wanted and not
 * expired; each counts one attempt more. From here on a cancel is refused, before it the cancel wins: this
 * is the statement between them. Nothing may be sent for a delivery that is not in the answer.
 *
 * @returns the ids that may be sent, as hex
 */
export async function beginDeliveries(
  store: Store,
  holder: Buffer,
  deliveries: readonly HeldDelivery[],
  now: number,
): Promise<Set<string>> {
  const begun = new Set<string>();
  for (const [fence, ids] of byFence(deliveries)) {
    // In a transaction, so that a connection lost over the UPDATE has it undone and not counted twice.
    const rows = await store.transact(async (transaction) => {
      const met = await transaction.change(
        `UPDATE deliveries FORCE INDEX (PRIMARY) SET state = 'dispatching', attempt_count = attempt_count + 1, reason = NULL,
           version = version + 1, updated_at = ?
         WHERE id IN (?) AND holder = ? AND fence = ? AND state IN ('scheduled', 'retrying')
           AND (expires_at IS NULL OR expires_at > ?)`,
        [now, ids, holder, fence, now],
      );
      if (met === ids.length) return null;
      return transaction.rows<RowDataPacket & { id: Buffer }>(
        "SELECT id FROM deliveries WHERE id IN (?) AND holder = ? AND fence = ? AND state = 'dispatching'",
        [ids, holder, fence],
      );
    });
    for (const id of rows ? rows.map((row) => row.id) : ids) begun.add(id.toString("hex"));
  }
  return begun;
}
