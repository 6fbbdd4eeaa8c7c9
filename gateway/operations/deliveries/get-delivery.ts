import type { Handler } from "../../handler.ts";
import { deliveryReply } from "../../translate/entity.ts";

/** GET /v1/deliveries/{id} */
export const getDelivery: Handler<"getDelivery"> = async ({ path, caller, requestId }, { dispatcher }) => {
  return deliveryReply(await dispatcher.getDelivery({ caller, id: path.id }, { requestId }));
};
