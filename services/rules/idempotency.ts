import { createHash } from "node:crypto";
import { ServiceError } from "../runtime/errors.ts";

/** An idempotency key, as it is stored, with the request that it came with. */
export interface IdempotentRequest {
  /**
   * SHA-256 of the key alone, 32 bytes. A key that comes again for another operation has the same hash, and
   * is refused as reused.
   */
  readonly keyHash: Buffer;
  /** SHA-256, 32 bytes; equal for requests with the same content. */
  readonly requestHash: Buffer;
}

/**
 * Hashes an idempotency key and the request it came with.
 *
 * @param operation the operation that the key is for
 * @param said the whole content of the request, in a form that is equal for equal requests
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

/** Checks that a key came with the same request before. @throws ServiceError `idempotency_key_reused` */
export function mustBeTheSame(request: IdempotentRequest, before: { readonly requestHash: Buffer }): void {
  if (request.requestHash.equals(before.requestHash)) return;
  throw new ServiceError(
    "idempotency_key_reused",
    "This idempotency key was used before with another request; take a new one.",
    "idempotency_key",
  );
}
