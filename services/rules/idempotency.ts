import { createHash } from "node:crypto";
import { ServiceError } from "../runtime/errors.ts";

/** A key as it is stored, and the request that it came with. */
export interface IdempotentRequest {
  /** SHA-256 of the key alone, 32 bytes: the same key for another operation is a key used again. */
  readonly keyHash: Buffer;
  /** SHA-256, 32 bytes; equal for requests that say the same. */
  readonly requestHash: Buffer;
}

/**
 * The hashes of an idempotency key and of the request it came with.
 *
 * @param operation what the key was given for
 * @param said all that the request says, the same for requests that say the same
 */
export function idempotentRequest(
  operation: string,
  key: string,
  said: string | Uint8Array,
): IdempotentRequest {
  return {
    keyHash: createHash("sha256").update(key).digest(),
    requestHash: createHash("sha256").update(operation).update("\0").update(said).digest(),
  };
}

/** @throws ServiceError `idempotency_key_reused` when the key came with another request before */
export function mustBeTheSame(request: IdempotentRequest, before: { readonly requestHash: Buffer }): void {
  if (request.requestHash.equals(before.requestHash)) return;
  throw new ServiceError(
    "idempotency_key_reused",
    "This idempotency key was used before with another request; take a new one.",
    "idempotency_key",
  );
}
