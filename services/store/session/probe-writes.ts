import { lockName } from "../locks/lock-names.ts";
import type { Store } from "./connect.ts";
import { unavailable } from "./store-errors.ts";

/**
 * Writes a row to check that the store accepts writes. An answer alone is not enough: a server that was made
 * read-only, or a node of a cluster without quorum, still reads.
 *
 * @param service the service whose row is written
 * @throws ServiceError `service_unavailable` when the store cannot be written to
 */
export async function probeWrites(store: Store, service: string): Promise<void> {
  // An existing row may still be written when the disk has no room for a new one.
  if (!store.hasRoom()) throw unavailable(new Error("the store's disk is full"));
  await lockName(store, `probe:${service}`);
}
