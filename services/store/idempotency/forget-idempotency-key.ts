import type { Owner } from "../accounts/owner.ts";
import type { Queryable } from "../session/connect.ts";
import type { IdempotencyRecord } from "./idempotency-keys.ts";

/**
 * Frees a key whose object is gone, ahead of the purge, for the request that made it. Names the object: when somebody has taken the key anew
 * meanwhile, it is theirs.
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
