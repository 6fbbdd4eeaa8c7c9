import type { Delivery } from "../../../generated/rpc/landfall/dispatcher/v1/delivery.ts";
import type { CancelDeliveryRequest } from "../../../generated/rpc/landfall/dispatcher/v1/dispatcher.ts";
import { ownerOf } from "../../rules/caller.ts";
import { mustBeVersion } from "../../rules/must-be-version.ts";
import { idOf, notFound } from "../../rules/object-ids.ts";
import { ServiceError } from "../../runtime/errors.ts";
import * as store from "../../store/for-dispatcher.ts";
import { deliveryMessage } from "../answer/delivery-message.ts";
import type { RpcParts } from "./rpc-parts.ts";

/**
 * Cancels a delivery; once this has answered, no attempt of it begins. A repeated call gets the same
 * answer, even with the version from before the cancel: a client that lost the answer sends the same
 * request again, and the state it asked for holds (RFC 9110, 13.1.1 allows this).
 *
 * @throws ServiceError `delivery_not_found`, `version_mismatch`, `delivery_in_flight`, `delivery_settled`
 */
export async function cancelDelivery(parts: RpcParts, request: CancelDeliveryRequest): Promise<Delivery> {
  const owner = ownerOf(request.caller);
  const id = idOf("delivery", request.id);
  const canceled = await store.cancelDelivery(parts.store, owner, id, parts.clock.now(), (delivery) => {
    if (delivery.state === "canceled") return false;
    mustBeVersion("delivery", delivery, request.ifVersion);
    mustBeCancelable(delivery);
    return true;
  });
  return deliveryMessage(canceled ?? notFound("delivery"));
}

function mustBeCancelable({ state }: store.DeliveryRecord): void {
  switch (state) {
    case "scheduled":
    case "retrying":
      return;
    case "dispatching":
      throw new ServiceError(
        "delivery_in_flight",
        "An attempt is on the wire; try again when it is settled.",
      );
    case "succeeded":
    case "dead_lettered":
    case "expired":
    case "canceled":
    case "skipped":
      throw new ServiceError("delivery_settled", `The delivery is ${state} and can no longer be canceled.`);
  }
}
