import { renewLeases } from "../../store/for-dispatcher.ts";
import type { Stages } from "../dispatch/stages.ts";
import type { Dispatcher } from "../dispatcher.ts";

/** Interval between rounds; a lease lasts several. */
const lookEveryMs = 1_000;
const mostRows = 1_000;

/** Renews leases that are more than half over; most deliveries settle before that. */
export async function renewOnce(dispatcher: Dispatcher, stages: Stages): Promise<number> {
  const { store, holder, clock, limits } = dispatcher;
  const expiring = stages.expiringBefore(clock.monotonic() + 0.4 * limits.leaseMs);
  for (let at = 0; at < expiring.length; at += mostRows) {
    const batch = expiring.slice(at, at + mostRows);
    // Read before the statement is sent, so that our lease ends no later here than in the store.
    const leaseUntil = clock.monotonic() + limits.leaseMs;
    const renewed = await renewLeases(
      store,
      holder,
      batch.map(({ claimed }) => claimed),
      limits.leaseMs,
    );
    // Some of the batch have usually settled meanwhile. A lease that was lost keeps its old end.
    for (const held of batch) if (renewed.has(held.id)) held.leaseUntil = leaseUntil;
  }
  return lookEveryMs;
}
