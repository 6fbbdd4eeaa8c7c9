import type { Queryable } from "../session/connect.ts";

/**
 * Gives back the credits of planned deliveries that have just ended before an attempt began. Call it once for
 * each, in the transaction that ends them, after it has locked their schedules; never for deliveries that
 * were written as ended, which took none. Deliveries of schedules that are not prepaid have no row of
 * `credits` and change nothing. One statement, by primary keys.
 */
export async function releaseCredits(
  transaction: Queryable,
  deliveryIds: readonly Buffer[],
  now: number,
): Promise<void> {
  if (deliveryIds.length === 0) return;
  await transaction.change(releaseCreditsSql, [[...deliveryIds], now]);
}

/** The statement; exported for the test that asserts its plan. */
export const releaseCreditsSql = `UPDATE (
    SELECT schedule_id, COUNT(*) AS released FROM deliveries FORCE INDEX (PRIMARY)
    WHERE id IN (?) AND ordinal >= 0 AND attempt_count = 0 AND completed_at IS NOT NULL GROUP BY schedule_id
  ) w STRAIGHT_JOIN credits c FORCE INDEX (PRIMARY) ON c.schedule_id = w.schedule_id
  SET c.taken = c.taken - w.released, c.updated_at = ?`;
