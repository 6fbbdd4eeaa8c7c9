import { lockName } from "../locks/lock-names.ts";
import type { Store } from "./connect.ts";
import { unavailable } from "./store-errors.ts";

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
