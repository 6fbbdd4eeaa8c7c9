import type { Queryable } from "../session/connect.ts";
import { keepPastPlan } from "./past-plans.ts";

/**
 * Begins new plans with the same timing now, for locked schedules whose plans call for nothing more. The old
 * plans are kept for the ledger, and end with their last occurrences, even when another process with a clock
 * ahead of this one has planned those.
 */
export async function beginPlansAnew(
  transaction: Queryable,
  ids: readonly Buffer[],
  now: number,
): Promise<void> {
  if (ids.length === 0) return;
  await keepPastPlan(transaction, ids);
  await transaction.change(
    `UPDATE schedules FORCE INDEX (PRIMARY) SET plan = plan + 1, planned_before = planned_count,
       plan_from = GREATEST(plan_from, COALESCE(planned_through, plan_from), ?), planned_through = NULL WHERE id IN (?) ORDER BY id`,
    [now, [...ids]],
  );
}
