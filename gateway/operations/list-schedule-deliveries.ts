import { DeliveryState } from "../../generated/rpc/landfall/dispatcher/v1/delivery.ts";
import type { Handler } from "../operations.ts";
import { toDelivery } from "../translate/delivery.ts";
import { toPage, toPageRequest } from "../translate/page.ts";

/** GET /v1/schedules/{id}/deliveries */
export const listScheduleDeliveries: Handler<"listScheduleDeliveries"> = async (call, { dispatcher }) => {
  const { path, query, caller, requestId } = call;
  const request = { caller, ...toPageRequest(query), state: DeliveryState.UNSPECIFIED, scheduleId: path.id };
  const response = await dispatcher.listDeliveries(request, { requestId });
  return { status: 200, body: toPage(response.deliveries.map(toDelivery), response) };
};
