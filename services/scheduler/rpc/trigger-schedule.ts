import { randomInt } from "node:crypto";
import type {
  TriggerScheduleRequest,
  TriggerScheduleResponse,
} from "../../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import { ownerOf } from "../../rules/caller.ts";
import type { IdempotentRequest } from "../../rules/idempotency.ts";
import { makeOnce } from "../../rules/make-once.ts";
import { idOf, notFound } from "../../rules/object-ids.ts";
import { newUlid, prefixedId } from "../../runtime/ulid.ts";
import * as store from "../../store/for-scheduler.ts";
import { newTrigger } from "../change/new-trigger.ts";
import { noFields } from "../change/written-fields.ts";
import { idempotentFields } from "../create/idempotent-fields.ts";
import type { Scheduler } from "../scheduler.ts";

/**
 * The widest range that `randomInt` takes. Two triggers of a schedule in the same millisecond practically
 * never get the same one of 2^48 numbers.
 */
const ordinals = 2 ** 48 - 1;

/**
 * Makes a delivery of a schedule outside its plan, due now. With an idempotency key, repeated and concurrent
 * requests make one delivery.
 *
 * @throws ServiceError `schedule_not_found`, `schedule_not_editable`, `idempotency_key_reused`
 */
export async function triggerSchedule(
  scheduler: Scheduler,
  request: TriggerScheduleRequest,
): Promise<TriggerScheduleResponse> {
  const owner = ownerOf(request.caller);
  const { id, idempotencyKey } = request;
  const idempotent =
    idempotencyKey === undefined
      ? null
      : idempotentFields(`trigger_schedule\0${id}`, idempotencyKey, noFields);
  const { made, madeBefore } = await makeOnce(idempotent, {
    find: (keyHash) => store.findIdempotencyKeys(scheduler.store, owner, [keyHash]),
    recall: async (made) =>
      (await store.findDeliveryStates(scheduler.store, owner, [made])).size > 0 ? made : null,
    forget: (record) => store.forgetIdempotencyKey(scheduler.store, owner, record),
    make: () => trigger(scheduler, owner, idOf("schedule", id), idempotent),
    isDuplicate: store.isDuplicate,
  });
  return { deliveryId: prefixedId("dlv", made), replayed: madeBefore };
}

/** @returns the id of the delivery */
async function trigger(
  scheduler: Scheduler,
  owner: store.Owner,
  id: Buffer,
  idempotent: IdempotentRequest | null,
): Promise<Buffer> {
  const now = scheduler.clock.now();
  const made = { id: newUlid(now), ordinal: -randomInt(1, ordinals) };
  const key = idempotent && { ...owner, ...idempotent, objectId: made.id, createdAt: now };
  const found = await store.triggerSchedule(scheduler.store, owner, id, key, (schedule) =>
    newTrigger(schedule, made, now),
  );
  return found ? made.id : notFound("schedule");
}
