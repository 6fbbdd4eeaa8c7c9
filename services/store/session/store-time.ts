import type { RowDataPacket } from "mysql2/promise";
import { lockName } from "../locks/lock-names.ts";
import type { Queryable, Store } from "./connect.ts";
import { unavailable } from "./store-errors.ts";

/**
 * The store's own clock, Unix milliseconds.
 *
 * @throws ServiceError `service_unavailable` when the store does not answer
 */
export async function storeTime(store: Queryable): Promise<number> {
  const [row] = await store.rows<RowDataPacket & { now: string }>("SELECT ? AS now", [store.time]);
  return Math.round(Number(row?.now ?? Number.NaN));
}

/**
 * Writes a row, to find out whether the store takes writes. One that only answers is not enough to work with: a server
 * that was made read-only, or a node of a cluster without quorum, still reads.
 *
 * @param service whose row it is
 * @throws ServiceError `service_unavailable` when the store cannot be written to
 */
export async function probeWrites(store: Store, service: string): Promise<void> {
  // A row that is there may be written when no new one can be.
  if (!store.hasRoom()) throw unavailable(new Error("the store's disk is full"));
  await lockName(store, `probe:${service}`);
}
