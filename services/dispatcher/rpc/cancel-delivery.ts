import type { Delivery } from "../../../generated/rpc/landfall/dispatcher/v1/delivery.ts";
import type { CancelDeliveryRequest } from "../../../generated/rpc/landfall/dispatcher/v1/dispatcher.ts";
import { ServiceError } from "../../runtime/errors.ts";
import * as store from "../../store/for-dispatcher.ts";
import { ownerOf } from "../caller.ts";
import { deliveryMessage } from "../delivery-message.ts";
import { deliveryId, noDelivery } from "../object-ids.ts";
import type { RpcParts } from "../rpc-parts.ts";

/**
 * Cancels a delivery; once this has answered, no attempt of it begins. Repeated, it answers the same, also
 * with the version from before: who lost the first answer sends the same request again, and what it asked
 * for is so (RFC 9110, 13.1.1 allows that).
 *
 * @throws ServiceError `delivery_not_found`, `version_mismatch`, `delivery_in_flight`, `delivery_settled`
 */
export async function cancelDelivery(parts: RpcParts, request: CancelDeliveryRequest): Promise<Delivery> {
  const owner = ownerOf(request.caller);
  const id = deliveryId(request.id);
  const canceled = await store.cancelDelivery(parts.store, owner, id, parts.clock.now(), (delivery) => {
    if (delivery.state === "canceled") return false;
    mustBeVersion(delivery, request.ifVersion);
    mustBeCancelable(delivery);
    return true;
  });
  return deliveryMessage(canceled ?? noDelivery());
}

function mustBeVersion({ version }: store.DeliveryRecord, asked: number | undefined): void {
  if (asked === undefined || asked === version) return;
  throw new ServiceError(
    "version_mismatch",
    `The delivery's version is ${version}, not ${asked}; read it again.`,
  );
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
