import type { Queryable } from "../session/connect.ts";

/**
 * Notes, for the figures, those of these deliveries that have just ended as expired, canceled or skipped; what an
 * attempt brought to its end is counted from the attempt. In the transaction that ends them and after it did: one
 * statement by primary key, and a row for each owner and state, however many ended.
 *
 * @param now what `completed_at` was set to
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
