import { type IdempotencyRecord, insertIdempotencyKeys } from "../idempotency/idempotency-keys.ts";
import type { Queryable, Store } from "../session/connect.ts";
import {
  type ApiKeyRecord,
  type ApiKeyRow,
  apiKeyColumns,
  insertApiKeys,
  toApiKeyRecord,
} from "./api-keys.ts";
import type { Owner } from "./owner.ts";

/**
 * Revokes a key. A key that was revoked before keeps its first instant.
 *
 * @returns the key as it is now, or null when the owner has none with this id
 */
export function revokeApiKey(
  store: Store,
  owner: Owner,
  id: Buffer,
  now: number,
): Promise<ApiKeyRecord | null> {
  return store.transact(async (transaction) => {
    const key = await lockApiKey(transaction, owner, id);
    if (!key || key.revokedAt !== null) return key;
    await markRevoked(transaction, id, now);
    return { ...key, revokedAt: now };
  });
}

/**
 * Revokes a key and writes another in its place in one transaction, so that there is never both, nor neither.
 *
 * @param idempotency stored in the same transaction, before anything is checked; a duplicate error means that
 * another
 *   request took the key first
 * @param make the new key, from the locked old one; when it throws, nothing has changed
 * @returns the result of `make`, or null when the owner has no key with this id
 */
export function rotateApiKey<Made extends { readonly record: ApiKeyRecord }>(
  store: Store,
  owner: Owner,
  id: Buffer,
  now: number,
  idempotency: IdempotencyRecord | null,
  make: (key: ApiKeyRecord) => Made,
): Promise<Made | null> {
  return store.transact(async (transaction) => {
    const key = await lockApiKey(transaction, owner, id);
    if (!key) return null;
    if (idempotency) await insertIdempotencyKeys(transaction, [idempotency]);
    const made = make(key);
    await markRevoked(transaction, id, now);
    await insertApiKeys(transaction, [made.record]);
    return made;
  });
}

async function lockApiKey(transaction: Queryable, owner: Owner, id: Buffer): Promise<ApiKeyRecord | null> {
  const [row] = await transaction.rows<ApiKeyRow>(
    `SELECT ${apiKeyColumns} FROM api_keys WHERE id = ? AND project_id = ? AND mode = ? FOR UPDATE`,
    [id, owner.projectId, owner.mode],
  );
  return row ? toApiKeyRecord(row) : null;
}

async function markRevoked(transaction: Queryable, id: Buffer, now: number): Promise<void> {
  await transaction.change("UPDATE api_keys SET revoked_at = ? WHERE id = ?", [now, id]);
}
