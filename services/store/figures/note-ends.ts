import type { Queryable } from "../session/connect.ts";

/**
 * Notes, for the figures, which of these deliveries have just ended as expired, canceled or skipped; a
 * delivery that an attempt ended is counted from the attempt. Call it in the transaction that ends them, and
 * after that. One statement by primary key, and one row for each owner and state, however many ended.
 *
 * @param now the value of `completed_at`
 */
export async function noteEnds(transaction: Queryable, ids: readonly Buffer[], now: number): Promise<void> {
  if (ids.length === 0) return;
  await transaction.change(
    `INSERT INTO unsent_ends (ended_at, id, project_id, mode, state, deliveries)
     SELECT ?, MIN(id), project_id, mode, state, COUNT(*) FROM deliveries FORCE INDEX (PRIMARY)
     WHERE id IN (?) AND state IN ('expired', 'canceled', 'skipped') GROUP BY project_id, mode, state`,
    [now, [...ids]],
  );
}
