import type { Owner } from "../accounts/owner.ts";
import type { Queryable } from "../session/connect.ts";

/**
 * True if the owner has, or had, a profile with this id; by primary key. Who lists what went to a profile asks this
 * first, so that nobody reads through the rows of somebody else's.
 */
export async function endpointExisted(store: Queryable, owner: Owner, id: Buffer): Promise<boolean> {
  const rows = await store.rows("SELECT 1 FROM endpoints WHERE id = ? AND project_id = ? AND mode = ?", [
    id,
    owner.projectId,
    owner.mode,
  ]);
  return rows.length > 0;
}
