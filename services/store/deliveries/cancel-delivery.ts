import type { Owner } from "../accounts/owner.ts";
import { noteEnds } from "../figures/note-ends.ts";
import { cancelOneShot, settleSchedules } from "../schedules/settle-schedules.ts";
import type { Store } from "../session/connect.ts";
import type { DeliveryRecord } from "./delivery-record.ts";
import { findDelivery, lockDelivery } from "./read/find-delivery.ts";

/**
 * Cancels a delivery that has not begun. Raises the fence, so that a dispatcher that holds it can no longer
 * begin it. Its schedule loses only this occurrence.
 *
 * @param decide returns whether to cancel the locked delivery; when it throws, nothing has changed
 * @returns the delivery as it is now, or null when the owner has none with this id
 */
export function cancelDelivery(
  store: Store,
  owner: Owner,
  id: Buffer,
  now: number,
  decide: (delivery: DeliveryRecord) => boolean,
): Promise<DeliveryRecord | null> {
  return store.transact(async (transaction) => {
    const delivery = await lockDelivery(transaction, owner, id);
    if (!delivery || !decide(delivery)) return delivery;
    await transaction.change(
      `UPDATE deliveries SET state = 'canceled', reason = 'canceled', completed_at = ?, next_attempt_at = NULL,
         claim_at = NULL, holder = NULL, lease_expires_at = NULL, fence = fence + 1, version = version + 1,
         updated_at = ?
       WHERE id = ?`,
      [now, now, id],
    );
    await noteEnds(transaction, [id], now);
    if (delivery.ordinal >= 0) {
      await cancelOneShot(transaction, delivery.scheduleId, now);
      await settleSchedules(
        transaction,
        [{ deliveryId: id, scheduleId: delivery.scheduleId, oneShot: false, ran: false }],
        now,
      );
    }
    return findDelivery(transaction, owner, id);
  });
}
