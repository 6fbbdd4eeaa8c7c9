import type { Owner } from "../accounts/owner.ts";
import { insertDeliveries, type NewDelivery } from "../deliveries/insert-deliveries.ts";
import { type IdempotencyRecord, insertIdempotencyKeys } from "../idempotency/idempotency-keys.ts";
import type { Store } from "../session/connect.ts";
import { lockSchedule } from "./find-schedules.ts";
import type { ScheduleRecord } from "./schedule-record.ts";

/**
 * Adds a delivery to a schedule, outside its plan. The schedule is locked meanwhile, so a concurrent cancel
 * either comes first or ends this delivery as well.
 *
 * @param make the delivery, from the locked schedule; when it throws, nothing has changed
 * @param key stored in the same transaction; a duplicate error means that another request took it first
 * @returns false when the owner has no schedule with this id
 */
export function triggerSchedule(
  store: Store,
  owner: Owner,
  id: Buffer,
  key: IdempotencyRecord | null,
  make: (schedule: ScheduleRecord) => NewDelivery,
): Promise<boolean> {
  return store.transact(async (transaction) => {
    const schedule = await lockSchedule(transaction, owner, id);
    if (!schedule) return false;
    const delivery = make(schedule);
    if (key) await insertIdempotencyKeys(transaction, [key]);
    await insertDeliveries(transaction, [delivery]);
    return true;
  });
}
