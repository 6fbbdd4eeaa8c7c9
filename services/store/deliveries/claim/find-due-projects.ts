import type { RowDataPacket } from "mysql2/promise";
import type { Queryable } from "../../session/connect.ts";

/**
 * Finds the projects that have deliveries to claim from `from` (inclusive) and before `before`, in the order
 * of their earliest one. Jumps from project to project through `deliveries_to_claim_by_project`, so the cost
 * depends on the number of projects and not of deliveries; one plain read when there is nothing.
 */
export async function findDueProjects(
  store: Queryable,
  from: number,
  before: number,
  limit: number,
): Promise<Buffer[]> {
  const any = await store.rows(
    "SELECT 1 FROM deliveries FORCE INDEX (deliveries_to_claim) WHERE claim_at >= ? AND claim_at < ? LIMIT 1",
    [from, before],
  );
  if (any.length === 0) return [];
  const rows = await store.rows<RowDataPacket & { project_id: Buffer }>(dueProjectsSql, [
    from,
    before,
    limit,
  ]);
  return rows.map((row) => row.project_id);
}

const dueProjectsSql = `SELECT project_id, MIN(claim_at) AS first_at
  FROM deliveries FORCE INDEX (deliveries_to_claim_by_project) WHERE claim_at >= ?
  GROUP BY project_id HAVING first_at < ? ORDER BY first_at LIMIT ?`;
