import type { KeyRing } from "../../runtime/sealing.ts";
import { type EndpointChange, type EndpointRecord, endpointSealContext } from "../../store/for-accounts.ts";
import { newSecretText } from "../secret-text.ts";

/** Keeps the old secret signing beside the new one for this long, as the API documents. */
const overlapMs = 24 * 60 * 60 * 1_000;

/** A secret in the place of any before it; null: the project's secrets sign. */
export function replacedSecret(keys: KeyRing, id: Buffer, secret: string | null): EndpointChange {
  return {
    sealedSecret: secret === null ? null : sealed(keys, id, secret),
    sealedPreviousSecret: null,
    previousSecretExpiresAt: null,
  };
}

/**
 * A new secret, beside which the one before goes on signing for 24 hours. One that was previous already
 * ends: a profile has two at most.
 */
export function rotatedSecret(keys: KeyRing, endpoint: EndpointRecord, now: number): EndpointChange {
  return {
    sealedSecret: sealed(keys, endpoint.id, newSecretText()),
    sealedPreviousSecret: endpoint.sealedSecret,
    previousSecretExpiresAt: endpoint.sealedSecret === null ? null : now + overlapMs,
  };
}

function sealed(keys: KeyRing, id: Buffer, secret: string): Buffer {
  return keys.seal(Buffer.from(secret), endpointSealContext(id, "secret"));
}
