import type { Owner } from "../../accounts/owner.ts";
import { endpointNotFound } from "../../endpoints/endpoint-not-found.ts";
import { lockEndpoints } from "../../endpoints/lock-endpoints.ts";
import { type IdempotencyRecord, insertIdempotencyKeys } from "../../idempotency/idempotency-keys.ts";
import type { Store } from "../../session/connect.ts";
import type { DeliveryRecord } from "../delivery-record.ts";
import { insertDeliveries, type NewDelivery } from "../insert-deliveries.ts";
import { findDelivery, lockDelivery } from "../read/find-delivery.ts";

/**
 * Makes a new delivery that sends a settled one again, and notes that this was replayed.
 *
 * @param make the new delivery, from the locked old one; when it throws, nothing has changed
 * @param key stored in the same transaction; a duplicate error means that another request took it first
 * @throws ServiceError `endpoint_not_found` when its profile was deleted
 * @returns the new delivery, or null when the owner has none with this id
 */
export function replayDelivery(
  store: Store,
  owner: Owner,
  id: Buffer,
  key: IdempotencyRecord | null,
  make: (delivery: DeliveryRecord) => NewDelivery,
): Promise<DeliveryRecord | null> {
  return store.transact(async (transaction) => {
    const delivery = await lockDelivery(transaction, owner, id);
    if (!delivery) return null;
    const replay = make(delivery);
    if (replay.endpointId) {
      const named = { owner, id: replay.endpointId };
      if (!(await lockEndpoints(transaction, [named]))(named)) throw endpointNotFound();
    }
    if (key) await insertIdempotencyKeys(transaction, [key]);
    await insertDeliveries(transaction, [replay]);
    await transaction.change("UPDATE deliveries SET replayed_at = ? WHERE id = ?", [replay.createdAt, id]);
    return findDelivery(transaction, owner, replay.id);
  });
}
