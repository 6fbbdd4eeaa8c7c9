import type { Store } from "../connect.ts";
import { byFence, type HeldDelivery } from "./held-delivery.ts";

/**
 * Gives claimed deliveries back, to be looked at again at `claimAt` or when they are due, whichever is
 * later, but no later than they expire. One that was begun and not sent loses the attempt that was counted.
 *
 * @param reason what holds them back, for people; null: nothing but the end of this dispatcher
 */
export async function releaseDeliveries(
  store: Store,
  holder: Buffer,
  deliveries: readonly HeldDelivery[],
  claimAt: number,
  reason: string | null,
  now: number,
): Promise<void> {
  for (const [fence, ids] of byFence(deliveries)) {
    await store.change(
      // MySQL assigns from left to right, so `state` is read before it is set.
      `UPDATE deliveries SET
         attempt_count = attempt_count - IF(state = 'dispatching', 1, 0),
         state = IF(state = 'dispatching', IF(attempt_count = 0, 'scheduled', 'retrying'), state),
         claim_at = LEAST(GREATEST(next_attempt_at, ?), COALESCE(expires_at, GREATEST(next_attempt_at, ?))),
         reason = ?, holder = NULL, lease_expires_at = NULL, version = version + 1, updated_at = ?
       WHERE id IN (?) AND holder = ? AND fence = ? AND state IN ('scheduled', 'retrying', 'dispatching')`,
      [claimAt, claimAt, reason, now, ids, holder, fence],
    );
  }
}
