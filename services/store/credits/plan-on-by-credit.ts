import type { RowDataPacket } from "mysql2/promise";
import { beginPlansAnew } from "../schedules/begin-plans-anew.ts";
import type { Queryable } from "../session/connect.ts";

/**
 * Lets prepaid schedules go on that have just got credits. One that is still being planned goes on without a
 * gap. One whose plan ended for lack of credit gets a new plan with the same timing from now on; nothing is
 * made up for. An exhausted one is active again, a paused one stays paused.
 *
 * @param ids locked by the caller; others than prepaid ones, and ended ones, stay as they are
 */
export async function planOnByCredit(
  transaction: Queryable,
  ids: readonly Buffer[],
  now: number,
): Promise<void> {
  if (ids.length === 0) return;
  // A prepaid schedule is bounded by its credits alone, so without `emit_at` it has ended for lack of credit.
  const open = await transaction.rows<RowDataPacket & { id: Buffer; hasEnded: number }>(
    `SELECT id, emit_at IS NULL AS hasEnded FROM schedules FORCE INDEX (PRIMARY)
     WHERE id IN (?) AND metered = 1 AND state IN ('active', 'paused', 'exhausted')`,
    [[...ids]],
  );
  if (open.length === 0) return;
  await beginPlansAnew(
    transaction,
    open.filter(({ hasEnded }) => hasEnded === 1).map(({ id }) => id),
    now,
  );
  // The server assigns from left to right, so `state` comes last.
  await transaction.change(
    `UPDATE schedules FORCE INDEX (PRIMARY) SET emit_at = ?, version = version + IF(state = 'exhausted', 1, 0),
       updated_at = IF(state = 'exhausted', ?, updated_at), state = IF(state = 'exhausted', 'active', state)
     WHERE id IN (?) ORDER BY id`,
    [now, now, open.map(({ id }) => id)],
  );
}
