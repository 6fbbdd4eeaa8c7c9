import type { RowDataPacket } from "mysql2/promise";
import type { Owner } from "../../accounts/owner.ts";
import type { Queryable } from "../../session/connect.ts";
import type { DeliveryState } from "../delivery-record.ts";

/** Ids in one statement. */
const mostIds = 1_000;

/**
 * Finds the states of the owner's deliveries by their ids in hex, without those that do not exist; by primary
 * key.
 */
export async function findDeliveryStates(
  store: Queryable,
  owner: Owner,
  ids: readonly Buffer[],
): Promise<Map<string, DeliveryState>> {
  const states = new Map<string, DeliveryState>();
  for (let from = 0; from < ids.length; from += mostIds) {
    const rows = await store.rows<RowDataPacket & { id: Buffer; state: DeliveryState }>(
      "SELECT id, state FROM deliveries FORCE INDEX (PRIMARY) WHERE id IN (?) AND project_id = ? AND mode = ?",
      [ids.slice(from, from + mostIds), owner.projectId, owner.mode],
    );
    for (const { id, state } of rows) states.set(id.toString("hex"), state);
  }
  return states;
}
