import type { RowDataPacket } from "mysql2/promise";
import type { Store } from "../connect.ts";
import type { Owner } from "../mode.ts";
import {
  type DeliveryRecord,
  type DeliveryRow,
  deliveryColumns,
  deliveryJoins,
  toDeliveryRecord,
} from "./delivery-record.ts";
import { insertDeliveries, type NewDelivery } from "./insert-deliveries.ts";

/**
 * Makes new deliveries that send dead letters again, and notes that these were replayed, in one transaction. Ids
 * that name none of the owner's dead letters are passed over.
 *
 * @param ids some hundreds at most
 * @param again those that were replayed before, too
 * @param make the new delivery, from the old one as it is locked
 * @returns how many were made
 */
export function replayDeadLetters(
  store: Store,
  owner: Owner,
  ids: readonly Buffer[],
  again: boolean,
  make: (delivery: DeliveryRecord) => NewDelivery,
  now: number,
): Promise<number> {
  return store.transact(async (transaction) => {
    const rows = await transaction.rows<RowDataPacket & { id: Buffer }>(
      `SELECT id FROM deliveries FORCE INDEX (PRIMARY)
       WHERE id IN (?) AND project_id = ? AND mode = ? AND state = 'dead_lettered'${again ? "" : " AND replayed_at IS NULL"}
       ORDER BY id FOR UPDATE`,
      [[...ids], owner.projectId, owner.mode],
    );
    if (rows.length === 0) return 0;
    const locked = rows.map(({ id }) => id);
    const old = await transaction.rows<DeliveryRow>(
      `SELECT ${deliveryColumns} FROM deliveries d FORCE INDEX (PRIMARY) STRAIGHT_JOIN ${deliveryJoins} WHERE d.id IN (?)`,
      [locked],
    );
    await insertDeliveries(transaction, old.map(toDeliveryRecord).map(make));
    await transaction.change("UPDATE deliveries FORCE INDEX (PRIMARY) SET replayed_at = ? WHERE id IN (?)", [
      now,
      locked,
    ]);
    return old.length;
  });
}
