import { createHash } from "node:crypto";
import type { ReplayDeliveryRequest } from "../../generated/rpc/landfall/dispatcher/v1/dispatcher.ts";
import {
  type DeliveryRecord,
  findDelivery,
  findIdempotencyKeys,
  type Owner,
  type Store,
} from "../store/for-dispatcher.ts";
import { noDelivery } from "./object-ids.ts";
import { refusal } from "./refusal.ts";

/** A key as it is stored, and the request that it came with. */
export interface IdempotentReplay {
  /** SHA-256 of the key alone, 32 bytes: the same key for another operation is a key used again. */
  readonly keyHash: Buffer;
  /** SHA-256, 32 bytes; equal for requests that say the same. */
  readonly requestHash: Buffer;
}

/** The hashes of a request's idempotency key and of the request; null when it has no key. */
export function idempotentReplay(request: ReplayDeliveryRequest): IdempotentReplay | null {
  if (request.idempotencyKey === undefined) return null;
  const said = ["replay_delivery", request.id, String(request.freshKey)].join("\0");
  return { keyHash: sha256(request.idempotencyKey), requestHash: sha256(said) };
}

/**
 * The delivery that this key made before; null: none.
 *
 * @throws ServiceError `idempotency_key_reused` when the key came with another request; `delivery_not_found`
 *   when what it made is no longer kept
 */
export async function replayMadeBefore(
  store: Store,
  owner: Owner,
  { keyHash, requestHash }: IdempotentReplay,
): Promise<DeliveryRecord | null> {
  const [before] = await findIdempotencyKeys(store, owner, [keyHash]);
  if (!before) return null;
  if (!before.requestHash.equals(requestHash)) {
    throw refusal(
      "idempotency_key_reused",
      "This idempotency key was used before with another request; take a new one.",
      "idempotency_key",
    );
  }
  return (await findDelivery(store, owner, before.objectId)) ?? noDelivery();
}

function sha256(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
