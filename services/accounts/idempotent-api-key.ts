import { CreateApiKeyRequest } from "../../generated/rpc/landfall/accounts/v1/accounts.ts";
import { type IdempotentRequest, idempotentRequest } from "../rules/idempotency.ts";
import { ServiceError } from "../runtime/errors.ts";
import type { KeyRing } from "../runtime/sealing.ts";
import { findApiKeyById, type Owner, type Store } from "../store/for-accounts.ts";
import { apiKeyHash } from "./api-key-hash.ts";
import { apiKeyText, type IssuedKey } from "./new-api-key.ts";

/** Hashes the idempotency key and the request; null when the request has no key. */
export function idempotentApiKey(request: CreateApiKeyRequest): IdempotentRequest | null {
  const { idempotencyKey, ...rest } = request;
  if (idempotencyKey === undefined) return null;
  // The caller is not part of what makes two requests the same.
  const said = CreateApiKeyRequest.encode({ ...rest, caller: undefined, callerScopes: [] }).finish();
  return idempotentRequest("create_api_key", idempotencyKey, said);
}

/**
 * Derives the random bytes of an API key's text from the sealing keys, the API key's id and the idempotency
 * key, so that the same request gets the same text again. The text is not stored. The idempotency key is
 * stored only as a hash, so the store and the sealing keys together do not reveal the text.
 */
export function repeatableBytes(keys: KeyRing, idempotencyKey: string): (id: Buffer) => Buffer {
  return (id) => {
    const [newest] = keys.derive(derivationOf(id, idempotencyKey));
    if (newest === undefined) throw new Error("the key ring is empty");
    return newest;
  };
}

/**
 * Returns the API key that this idempotency key made before, with its text.
 *
 * @throws ServiceError `api_key_revoked`; Error when the sealing key of that time is no longer in
 * SEALING_KEYS
 */
export async function issuedAgain(
  store: Store,
  keys: KeyRing,
  owner: Owner,
  id: Buffer,
  idempotencyKey: string,
): Promise<IssuedKey> {
  const record = await findApiKeyById(store, owner, id);
  if (!record) throw new Error("an idempotency key outlived its API key");
  if (record.revokedAt !== null) {
    const message = "The API key that this idempotency key made was revoked; take a new one.";
    throw new ServiceError("api_key_revoked", message, "idempotency_key");
  }
  const texts = keys.derive(derivationOf(id, idempotencyKey)).map((bytes) => apiKeyText(owner, bytes));
  const secret = texts.find((text) => apiKeyHash(text)?.equals(record.keyHash));
  if (secret === undefined) throw new Error("no key in SEALING_KEYS makes the text of the API key again");
  return { record: { ...record, lastUsedAt: null }, secret };
}

function derivationOf(id: Buffer, idempotencyKey: string): string {
  return `api-key:${id.toString("hex")}:${idempotencyKey}`;
}
