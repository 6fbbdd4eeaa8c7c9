import type { Store } from "../connect.ts";
import { byFence, type HeldDelivery } from "./held-delivery.ts";

/**
 * Moves the end of the leases that this dispatcher still holds; the others have gone to somebody else.
 *
 * @returns whether it holds them all
 */
export async function renewLeases(
  store: Store,
  holder: Buffer,
  deliveries: readonly HeldDelivery[],
  leaseExpiresAt: number,
): Promise<boolean> {
  let met = 0;
  for (const [fence, ids] of byFence(deliveries)) {
    met += await store.change(
      "UPDATE deliveries FORCE INDEX (PRIMARY) SET lease_expires_at = ? WHERE id IN (?) AND holder = ? AND fence = ?",
      [leaseExpiresAt, ids, holder, fence],
    );
  }
  return met === deliveries.length;
}
