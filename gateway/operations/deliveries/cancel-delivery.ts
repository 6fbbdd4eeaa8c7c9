import type { Handler } from "../../handler.ts";
import { deliveryReply } from "../../translate/entity.ts";
import { ifVersion } from "../../translate/if-match.ts";

/** POST /v1/deliveries/{id}/cancel */
export const cancelDelivery: Handler<"cancelDelivery"> = async (
  { path, headers, caller, requestId },
  { dispatcher },
) => {
  const target = { caller, id: path.id };
  const version = await ifVersion(headers.ifMatch, () => dispatcher.getDelivery(target, { requestId }));
  return deliveryReply(await dispatcher.cancelDelivery({ ...target, ifVersion: version }, { requestId }));
};
