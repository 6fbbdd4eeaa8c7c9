import type { Handler } from "../../handler.ts";
import { deliveryReply, madeReply } from "../../translate/entity.ts";
import { idempotencyKeyOf } from "../../translate/idempotency-key.ts";

/** POST /v1/deliveries/{id}/replay */
export const replayDelivery: Handler<"replayDelivery"> = async (call, { dispatcher }) => {
  const { path, body, headers, caller, requestId } = call;
  const idempotencyKey = idempotencyKeyOf(headers.idempotencyKey);
  const request = { caller, id: path.id, freshKey: body?.fresh_key ?? false, idempotencyKey };
  const { delivery, replayed } = await dispatcher.replayDelivery(request, { requestId });
  if (delivery === undefined) throw new Error("the dispatcher gave no delivery");
  return madeReply(deliveryReply(delivery), replayed);
};
