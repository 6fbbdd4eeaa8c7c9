import type { RowDataPacket } from "mysql2/promise";
import type { Queryable } from "./connect.ts";

/**
 * Reads the store's own clock, in Unix milliseconds.
 *
 * @throws ServiceError `service_unavailable` when the store does not answer
 */
export async function storeTime(store: Queryable): Promise<number> {
  const [row] = await store.rows<RowDataPacket & { now: string }>("SELECT ? AS now", [store.time]);
  return Math.round(Number(row?.now ?? Number.NaN));
}
