import type { RowDataPacket } from "mysql2/promise";
import type { Mode, Owner } from "../accounts/owner.ts";
import type { Queryable } from "../session/connect.ts";

/** Finds whose schedule this is, by primary key; null: nobody has one with this id. */
export async function findScheduleOwner(store: Queryable, id: Buffer): Promise<Owner | null> {
  const [row] = await store.rows<RowDataPacket & { project_id: Buffer; mode: Mode }>(
    "SELECT project_id, mode FROM schedules WHERE id = ?",
    [id],
  );
  return row ? { projectId: row.project_id, mode: row.mode } : null;
}
