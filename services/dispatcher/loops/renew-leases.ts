import { renewLeases } from "../../store/for-dispatcher.ts";
import type { Holdings } from "../dispatch/holdings.ts";
import type { Dispatcher } from "../dispatcher.ts";

/** Between two looks; a lease lasts several. */
const lookEveryMs = 1_000;
const mostRows = 1_000;

/** Renews the leases that have run for more than half their time: most deliveries are settled before that. */
export async function renewOnce(dispatcher: Dispatcher, holdings: Holdings): Promise<number> {
  const { store, holder, clock, limits } = dispatcher;
  const now = clock.now();
  const expiring = holdings.expiringBefore(now + 0.4 * limits.leaseMs);
  const leaseExpiresAt = now + limits.leaseMs;
  for (let at = 0; at < expiring.length; at += mostRows) {
    const batch = expiring.slice(at, at + mostRows);
    const renewed = await renewLeases(
      store,
      holder,
      batch.map(({ claimed }) => claimed),
      leaseExpiresAt,
    );
    // Some of a batch are nearly always settled meanwhile. For those that are lost the old end stands.
    for (const held of batch) if (renewed.has(held.id)) held.leaseExpiresAt = leaseExpiresAt;
  }
  return lookEveryMs;
}
