import type { KeyRing } from "../../runtime/sealing.ts";
import { type EndpointChange, type EndpointRecord, endpointSealContext } from "../../store/for-accounts.ts";
import { newSecretText } from "../secret-text.ts";

/** The old secret goes on signing beside the new one for this long, as the API documents. */
const overlapMs = 24 * 60 * 60 * 1_000;

/** Replaces a profile's secret; null means that the project's secrets sign. */
export function replacedSecret(keys: KeyRing, id: Buffer, secret: string | null): EndpointChange {
  return {
    sealedSecret: secret === null ? null : sealed(keys, id, secret),
    sealedPreviousSecret: null,
    previousSecretExpiresAt: null,
  };
}

/**
 * Gives a profile a new secret; the one before goes on signing for 24 hours. An older previous secret ends at
 * once, since a profile has two at most.
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
