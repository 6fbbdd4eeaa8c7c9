import { DeliveryState } from "../../../generated/rpc/landfall/dispatcher/v1/delivery.ts";
import type { Handler } from "../../handler.ts";
import { toDelivery } from "../../translate/deliveries/delivery.ts";
import { toDeliveryFilter } from "../../translate/deliveries/delivery-filter.ts";
import { toPage } from "../../translate/page.ts";
import { deliveryState } from "../../translate/words.ts";

/** GET /v1/schedules/{id}/deliveries */
export const listScheduleDeliveries: Handler<"listScheduleDeliveries"> = async (call, { dispatcher }) => {
  const { path, query, caller, requestId } = call;
  const state = query.state === undefined ? DeliveryState.UNSPECIFIED : deliveryState.toRpc(query.state);
  const request = { caller, ...toDeliveryFilter({ ...query, schedule_id: path.id }), state };
  const response = await dispatcher.listDeliveries(request, { requestId });
  return { status: 200, body: toPage(response.deliveries.map(toDelivery), response) };
};
