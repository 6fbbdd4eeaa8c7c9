import type { Owner } from "../../accounts/owner.ts";
import type { Queryable } from "../../session/connect.ts";
import {
  type DeliveryRecord,
  type DeliveryRow,
  deliveryColumns,
  deliveryTables,
  toDeliveryRecord,
} from "../delivery-record.ts";

/** Finds one of the owner's deliveries; null: none with this id. */
export async function findDelivery(
  store: Queryable,
  owner: Owner,
  id: Buffer,
): Promise<DeliveryRecord | null> {
  const [row] = await store.rows<DeliveryRow>(
    `SELECT ${deliveryColumns} FROM ${deliveryTables} WHERE d.id = ? AND d.project_id = ? AND d.mode = ?`,
    [id, owner.projectId, owner.mode],
  );
  return row ? toDeliveryRecord(row) : null;
}

/** As `findDelivery`, and locks it until the transaction ends. */
export async function lockDelivery(
  transaction: Queryable,
  owner: Owner,
  id: Buffer,
): Promise<DeliveryRecord | null> {
  const locked = await transaction.rows("SELECT id FROM deliveries WHERE id = ? FOR UPDATE", [id]);
  return locked.length > 0 ? findDelivery(transaction, owner, id) : null;
}
