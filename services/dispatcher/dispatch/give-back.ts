import { type HeldDelivery, releaseDeliveries } from "../../store/for-dispatcher.ts";
import type { Dispatcher } from "../dispatcher.ts";

const mostRows = 500;

/**
 * Gives held deliveries back to the store, in batches.
 *
 * @param claimAt when they are to be looked at again; 0: when they are due
 * @param reason what holds them back, for people; null: nothing
 */
export async function giveBack(
  { store, holder, clock }: Dispatcher,
  deliveries: readonly HeldDelivery[],
  claimAt: number,
  reason: string | null,
): Promise<void> {
  for (let at = 0; at < deliveries.length; at += mostRows) {
    const batch = deliveries.slice(at, at + mostRows);
    await releaseDeliveries(store, holder, batch, claimAt, reason, clock.now());
  }
}
