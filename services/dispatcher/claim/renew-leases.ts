import { renewLeases } from "../../store/for-dispatcher.ts";
import type { Stages } from "../dispatch/stages.ts";
import type { Dispatcher } from "../dispatcher.ts";

/** Between two looks; a lease lasts several. */
const lookEveryMs = 1_000;
const mostRows = 1_000;

/** Renews the leases that have run for more than half their time: most deliveries are settled before that. */
export async function renewOnce(dispatcher: Dispatcher, stages: Stages): Promise<number> {
  const { store, holder, clock, limits } = dispatcher;
  const expiring = stages.expiringBefore(clock.monotonic() + 0.4 * limits.leaseMs);
  for (let at = 0; at < expiring.length; at += mostRows) {
    const batch = expiring.slice(at, at + mostRows);
    // Read before the statement is sent, so that it ends no later here than in the store.
    const leaseUntil = clock.monotonic() + limits.leaseMs;
    const renewed = await renewLeases(
      store,
      holder,
      batch.map(({ claimed }) => claimed),
      limits.leaseMs,
    );
    // Some of a batch are nearly always settled meanwhile. For those that are lost the old end stands.
    for (const held of batch) if (renewed.has(held.id)) held.leaseUntil = leaseUntil;
  }
  return lookEveryMs;
}
