import type { Owner } from "../accounts/owner.ts";
import type { Queryable } from "../session/connect.ts";

/** True if the owner has a schedule with this id. */
export async function scheduleExists(store: Queryable, owner: Owner, id: Buffer): Promise<boolean> {
  const rows = await store.rows("SELECT 1 FROM schedules WHERE id = ? AND project_id = ? AND mode = ?", [
    id,
    owner.projectId,
    owner.mode,
  ]);
  return rows.length > 0;
}
