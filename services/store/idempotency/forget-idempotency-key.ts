import type { Owner } from "../accounts/owner.ts";
import type { Queryable } from "../session/connect.ts";
import type { IdempotencyRecord } from "./idempotency-keys.ts";

/**
 * Frees a key whose object was purged, before the key itself is purged, so that the same request can make the
 * object again. Names the object, so that a key which another request has taken since is kept.
 */
export async function forgetIdempotencyKey(
  store: Queryable,
  owner: Owner,
  { keyHash, objectId }: Pick<IdempotencyRecord, "keyHash" | "objectId">,
): Promise<void> {
  await store.change(
    "DELETE FROM idempotency_keys WHERE project_id = ? AND mode = ? AND key_hash = ? AND object_id = ?",
    [owner.projectId, owner.mode, keyHash, objectId],
  );
}
