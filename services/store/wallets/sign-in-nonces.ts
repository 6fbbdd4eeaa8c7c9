import type { Queryable } from "../session/connect.ts";

/**
 * Takes a nonce for one sign-in. A duplicate error means that it was used before. When the answer to the
 * statement is lost, the nonce counts as used, and the wallet signs in again with another.
 *
 * @param nonce 32 bytes
 * @param expiresAt when it can no longer be presented, so that the row may go
 */
export async function takeSignInNonce(store: Queryable, nonce: Buffer, expiresAt: number): Promise<void> {
  await store.change("INSERT INTO sign_in_nonces (nonce, expires_at) VALUES (?, ?)", [nonce, expiresAt]);
}

/**
 * Deletes nonces that have expired, in the order of `sign_in_nonces_by_expiry`.
 *
 * @returns how many; as many as `limit`: there may be more
 */
export async function purgeSignInNonces(store: Queryable, now: number, limit: number): Promise<number> {
  return store.change(
    `DELETE FROM sign_in_nonces WHERE expires_at < ? ORDER BY expires_at LIMIT ${Math.floor(limit)}`,
    [now],
  );
}
