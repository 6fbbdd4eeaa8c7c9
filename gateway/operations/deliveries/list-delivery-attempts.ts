import type { Handler } from "../../handler.ts";
import { toAttempt } from "../../translate/deliveries/attempt.ts";
import { toPage, toPageRequest } from "../../translate/page.ts";

/** GET /v1/deliveries/{id}/attempts */
export const listDeliveryAttempts: Handler<"listDeliveryAttempts"> = async (call, { dispatcher }) => {
  const { path, query, caller, requestId } = call;
  const request = { caller, ...toPageRequest(query), deliveryId: path.id };
  const response = await dispatcher.listAttempts(request, { requestId });
  return { status: 200, body: toPage(response.attempts.map(toAttempt), response) };
};
