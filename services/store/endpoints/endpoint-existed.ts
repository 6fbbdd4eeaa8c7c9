import type { Owner } from "../accounts/owner.ts";
import type { Queryable } from "../session/connect.ts";

/**
 * True if the owner has, or had, a profile with this id; by primary key. Lists of what went to a profile ask
 * this first, so that nobody reads another owner's rows.
 */
export async function endpointExisted(store: Queryable, owner: Owner, id: Buffer): Promise<boolean> {
  const rows = await store.rows("SELECT 1 FROM endpoints WHERE id = ? AND project_id = ? AND mode = ?", [
    id,
    owner.projectId,
    owner.mode,
  ]);
  return rows.length > 0;
}
