import type { Delivery } from "../../../generated/rpc/landfall/dispatcher/v1/delivery.ts";
import type { GetDeliveryRequest } from "../../../generated/rpc/landfall/dispatcher/v1/dispatcher.ts";
import { ownerOf } from "../../rules/caller.ts";
import { idOf, notFound } from "../../rules/object-ids.ts";
import { findDelivery } from "../../store/for-dispatcher.ts";
import { deliveryMessage } from "../answer/delivery-message.ts";
import type { RpcParts } from "./rpc-parts.ts";

/** Reads one delivery. @throws ServiceError `delivery_not_found` */
export async function getDelivery({ store }: RpcParts, request: GetDeliveryRequest): Promise<Delivery> {
  const delivery = await findDelivery(store, ownerOf(request.caller), idOf("delivery", request.id));
  return deliveryMessage(delivery ?? notFound("delivery"));
}
