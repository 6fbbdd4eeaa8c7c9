import type { Queryable } from "../session/connect.ts";

/**
 * Notes that a key was used at `usedAt`, unless a use after `unlessAfter` is noted already, so that only one
 * of several processes that see the same key writes.
 */
export async function noteApiKeyUse(
  store: Queryable,
  id: Buffer,
  usedAt: number,
  unlessAfter: number,
): Promise<void> {
  await store.change(
    "UPDATE api_keys SET last_used_at = ? WHERE id = ? AND (last_used_at IS NULL OR last_used_at <= ?)",
    [usedAt, id, unlessAfter],
  );
}
