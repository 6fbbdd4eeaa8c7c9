import type { Delivery } from "../../../generated/rpc/landfall/dispatcher/v1/delivery.ts";
import type { GetDeliveryRequest } from "../../../generated/rpc/landfall/dispatcher/v1/dispatcher.ts";
import { findDelivery } from "../../store/for-dispatcher.ts";
import { deliveryMessage } from "../answer/delivery-message.ts";
import { ownerOf } from "../caller.ts";
import { deliveryId, noDelivery } from "../object-ids.ts";
import type { RpcParts } from "./rpc-parts.ts";

/** One delivery. @throws ServiceError `delivery_not_found` */
export async function getDelivery({ store }: RpcParts, request: GetDeliveryRequest): Promise<Delivery> {
  const delivery = await findDelivery(store, ownerOf(request.caller), deliveryId(request.id));
  return deliveryMessage(delivery ?? noDelivery());
}
