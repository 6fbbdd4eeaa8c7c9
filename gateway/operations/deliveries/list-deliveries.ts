import { DeliveryState } from "../../../generated/rpc/landfall/dispatcher/v1/delivery.ts";
import type { Handler } from "../../handler.ts";
import { toDelivery } from "../../translate/deliveries/delivery.ts";
import { toDeliveryFilter } from "../../translate/deliveries/delivery-filter.ts";
import { toPage } from "../../translate/page.ts";
import { deliveryState } from "../../translate/words.ts";

/** GET /v1/deliveries */
export const listDeliveries: Handler<"listDeliveries"> = async (
  { query, caller, requestId },
  { dispatcher },
) => {
  const state = query.state === undefined ? DeliveryState.UNSPECIFIED : deliveryState.toRpc(query.state);
  const response = await dispatcher.listDeliveries(
    { caller, ...toDeliveryFilter(query), state },
    { requestId },
  );
  return { status: 200, body: toPage(response.deliveries.map(toDelivery), response) };
};
