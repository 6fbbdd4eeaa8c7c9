import type { RowDataPacket } from "mysql2/promise";
import type { Queryable } from "../../session/connect.ts";

/**
 * Lists up to `most` deliveries to a profile whose attempt has begun and is not settled; by
 * `deliveries_on_the_wire`.
 */
export async function listOnTheWire(store: Queryable, endpointId: Buffer, most: number): Promise<Buffer[]> {
  const rows = await store.rows<RowDataPacket & { id: Buffer }>(
    "SELECT id FROM deliveries FORCE INDEX (deliveries_on_the_wire) WHERE wire_endpoint_id = ? LIMIT ?",
    [endpointId, most],
  );
  return rows.map(({ id }) => id);
}
