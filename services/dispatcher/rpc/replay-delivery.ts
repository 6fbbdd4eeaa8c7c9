import type {
  ReplayDeliveryRequest,
  ReplayDeliveryResponse,
} from "../../../generated/rpc/landfall/dispatcher/v1/dispatcher.ts";
import { newUlid } from "../../runtime/ulid.ts";
import * as store from "../../store/for-dispatcher.ts";
import { ownerOf } from "../caller.ts";
import { deliveryMessage } from "../delivery-message.ts";
import { newReplay } from "../new-replay.ts";
import { deliveryId, noDelivery } from "../object-ids.ts";
import { type IdempotentReplay, idempotentReplay, replayMadeBefore } from "../replay-idempotency.ts";
import type { RpcParts } from "../rpc-parts.ts";

/** How often it starts again because somebody else took its idempotency key meanwhile. */
const mostRounds = 5;

/**
 * Makes a delivery, due now, that sends a settled one again. With an idempotency key the same request makes
 * one delivery, however often and at once it comes.
 *
 * @throws ServiceError `delivery_not_found`, `delivery_not_settled`, `idempotency_key_reused`
 */
export async function replayDelivery(
  parts: RpcParts,
  request: ReplayDeliveryRequest,
): Promise<ReplayDeliveryResponse> {
  const owner = ownerOf(request.caller);
  const idempotent = idempotentReplay(request);
  for (let round = 1; ; round++) {
    const before = idempotent && (await replayMadeBefore(parts.store, owner, idempotent));
    if (before) return { delivery: deliveryMessage(before), replayed: true };
    try {
      const made = await replay(parts, owner, request, idempotent);
      parts.claimNow();
      return { delivery: deliveryMessage(made ?? noDelivery()), replayed: false };
    } catch (error) {
      if (!store.isDuplicate(error) || round === mostRounds) throw error;
    }
  }
}

function replay(
  parts: RpcParts,
  owner: store.Owner,
  request: ReplayDeliveryRequest,
  idempotent: IdempotentReplay | null,
): Promise<store.DeliveryRecord | null> {
  const now = parts.clock.now();
  const id = newUlid(now);
  const key = idempotent && { ...owner, ...idempotent, objectId: id, createdAt: now };
  return store.replayDelivery(parts.store, owner, deliveryId(request.id), key, (old) =>
    newReplay(old, { id, freshKey: request.freshKey, dueAt: now }, now),
  );
}
