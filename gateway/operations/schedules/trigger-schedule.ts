import type { Handler } from "../../handler.ts";
import { deliveryReply, madeReply } from "../../translate/entity.ts";
import { idempotencyKeyOf } from "../../translate/idempotency-key.ts";

/** POST /v1/schedules/{id}/trigger */
export const triggerSchedule: Handler<"triggerSchedule"> = async (call, { scheduler, dispatcher }) => {
  const { path, headers, caller, requestId } = call;
  const request = { caller, id: path.id, idempotencyKey: idempotencyKeyOf(headers.idempotencyKey) };
  const { deliveryId, replayed } = await scheduler.triggerSchedule(request, { requestId });
  const delivery = await dispatcher.getDelivery({ caller, id: deliveryId }, { requestId });
  return madeReply(deliveryReply(delivery), replayed);
};
