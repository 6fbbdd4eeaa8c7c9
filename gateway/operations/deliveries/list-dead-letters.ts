import { DeliveryState } from "../../../generated/rpc/landfall/dispatcher/v1/delivery.ts";
import type { Handler } from "../../handler.ts";
import { toDelivery } from "../../translate/deliveries/delivery.ts";
import { toDeliveryFilter } from "../../translate/deliveries/delivery-filter.ts";
import { toPage } from "../../translate/page.ts";

/** GET /v1/dead-letters */
export const listDeadLetters: Handler<"listDeadLetters"> = async (
  { query, caller, requestId },
  { dispatcher },
) => {
  const request = { caller, ...toDeliveryFilter(query), state: DeliveryState.DEAD_LETTERED };
  const response = await dispatcher.listDeliveries(request, { requestId });
  return { status: 200, body: toPage(response.deliveries.map(toDelivery), response) };
};
