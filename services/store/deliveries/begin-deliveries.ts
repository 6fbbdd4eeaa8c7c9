import type { RowDataPacket } from "mysql2/promise";
import type { Queryable, Store } from "../connect.ts";
import { lockFlow } from "../endpoints/reserve-slots.ts";
import { byFence, type HeldDelivery } from "./held-delivery.ts";

/**
 * Moves claimed deliveries to `dispatching`, those that are still held by this claim, under a lease, still wanted and
 * not expired; each counts one attempt more. From here on a cancel is refused, before it the cancel wins: this
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
    for (const id of await store.transact((transaction) => begin(transaction, holder, fence, ids, now))) {
      begun.add(id.toString("hex"));
    }
  }
  return begun;
}

/**
 * The same for deliveries to one profile that allows only so many requests at once: as many begin as all
 * dispatchers together leave free. Those that do not are still held.
 *
 * @returns the ids that may be sent, and those for which there was no place, as hex
 */
export async function beginWithinConcurrency(
  store: Store,
  holder: Buffer,
  deliveries: readonly HeldDelivery[],
  endpointId: Buffer,
  maxConcurrency: number,
  now: number,
): Promise<{ readonly begun: Set<string>; readonly refused: Set<string> }> {
  return store.transact(async (transaction) => {
    await lockFlow(transaction, endpointId);
    const [row] = await transaction.rows<RowDataPacket & { busy: number }>(
      `SELECT COUNT(*) AS busy FROM deliveries FORCE INDEX (deliveries_on_the_wire)
       WHERE wire_endpoint_id = ?`,
      [endpointId],
    );
    const room = Math.max(maxConcurrency - (row?.busy ?? 0), 0);
    const begun = new Set<string>();
    for (const [fence, ids] of byFence(deliveries.slice(0, room))) {
      for (const id of await begin(transaction, holder, fence, ids, now)) begun.add(id.toString("hex"));
    }
    return { begun, refused: new Set(deliveries.slice(room).map(({ id }) => id.toString("hex"))) };
  });
}

async function begin(
  transaction: Queryable,
  holder: Buffer,
  fence: number,
  ids: readonly Buffer[],
  now: number,
): Promise<readonly Buffer[]> {
  const met = await transaction.change(
    `UPDATE deliveries FORCE INDEX (PRIMARY) SET state = 'dispatching', attempt_count = attempt_count + 1, reason = NULL,
       version = version + 1, updated_at = ?
     WHERE id IN (?) AND holder = ? AND fence = ? AND lease_expires_at > ? AND state IN ('scheduled', 'retrying')
       AND (expires_at IS NULL OR expires_at > ?) AND (reason IS NULL OR reason <> 'paused')`,
    [now, [...ids], holder, fence, now, now],
  );
  if (met === ids.length) return ids;
  const rows = await transaction.rows<RowDataPacket & { id: Buffer }>(
    "SELECT id FROM deliveries WHERE id IN (?) AND holder = ? AND fence = ? AND state = 'dispatching'",
    [[...ids], holder, fence],
  );
  return rows.map(({ id }) => id);
}
