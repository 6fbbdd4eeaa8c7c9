import type {
  ReplayDeliveryRequest,
  ReplayDeliveryResponse,
} from "../../../generated/rpc/landfall/dispatcher/v1/dispatcher.ts";
import { ownerOf } from "../../rules/caller.ts";
import { type IdempotentRequest, idempotentRequest } from "../../rules/idempotency.ts";
import { makeOnce } from "../../rules/make-once.ts";
import { idOf, notFound } from "../../rules/object-ids.ts";
import { newUlid } from "../../runtime/ulid.ts";
import * as store from "../../store/for-dispatcher.ts";
import { deliveryMessage } from "../answer/delivery-message.ts";
import { newReplay } from "../replay/new-replay.ts";
import type { RpcParts } from "./rpc-parts.ts";

/**
 * Makes a delivery, due now, that sends a settled one again. With an idempotency key the same request makes
 * only one delivery, even if it is repeated or sent concurrently.
 *
 * @throws ServiceError `delivery_not_found`, `delivery_not_settled`, `idempotency_key_reused`
 */
export async function replayDelivery(
  parts: RpcParts,
  request: ReplayDeliveryRequest,
): Promise<ReplayDeliveryResponse> {
  const owner = ownerOf(request.caller);
  const idempotent = idempotentReplay(request);
  const { made, madeBefore } = await makeOnce(idempotent, {
    find: (keyHash) => store.findIdempotencyKeys(parts.store, owner, [keyHash]),
    recall: (id) => store.findDelivery(parts.store, owner, id),
    forget: (record) => store.forgetIdempotencyKey(parts.store, owner, record),
    make: async () => (await replay(parts, owner, request, idempotent)) ?? notFound("delivery"),
    isDuplicate: store.isDuplicate,
  });
  if (!madeBefore) parts.claimNow();
  return { delivery: deliveryMessage(made), replayed: madeBefore };
}

/** Hashes of the idempotency key and of the request; null without a key. */
function idempotentReplay({ id, freshKey, idempotencyKey }: ReplayDeliveryRequest): IdempotentRequest | null {
  if (idempotencyKey === undefined) return null;
  return idempotentRequest("replay_delivery", idempotencyKey, [id, String(freshKey)].join("\0"));
}

function replay(
  parts: RpcParts,
  owner: store.Owner,
  request: ReplayDeliveryRequest,
  idempotent: IdempotentRequest | null,
): Promise<store.DeliveryRecord | null> {
  const now = parts.clock.now();
  const id = newUlid(now);
  const key = idempotent && { ...owner, ...idempotent, objectId: id, createdAt: now };
  return store.replayDelivery(parts.store, owner, idOf("delivery", request.id), key, (old) =>
    newReplay(old, { id, freshKey: request.freshKey, dueAt: now }, now),
  );
}
