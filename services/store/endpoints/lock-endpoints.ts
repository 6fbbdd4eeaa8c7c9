import type { RowDataPacket } from "mysql2/promise";
import type { Queryable } from "../connect.ts";
import type { Owner } from "../mode.ts";

/** A profile as somebody's request names it. */
export interface NamedEndpoint {
  readonly owner: Owner;
  readonly id: Buffer;
}

/**
 * Which of the profiles named are there: of their owner, and not deleted. Until the transaction ends nobody
 * deletes those, so that no schedule comes to name one that is gone. By primary key.
 */
export async function lockEndpoints(
  transaction: Queryable,
  named: readonly NamedEndpoint[],
): Promise<(endpoint: NamedEndpoint) => boolean> {
  if (named.length === 0) return () => false;
  const rows = await transaction.rows<RowDataPacket & { id: Buffer; project_id: Buffer; mode: string }>(
    `SELECT id, project_id, mode FROM endpoints FORCE INDEX (PRIMARY)
     WHERE id IN (?) AND deleted_at IS NULL ORDER BY id LOCK IN SHARE MODE`,
    [named.map(({ id }) => id)],
  );
  const there = new Map(rows.map((row) => [row.id.toString("hex"), row]));
  return ({ owner, id }) => {
    const row = there.get(id.toString("hex"));
    return row?.project_id.equals(owner.projectId) === true && row.mode === owner.mode;
  };
}
