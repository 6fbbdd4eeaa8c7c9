import type { RowDataPacket } from "mysql2/promise";
import { ofOpenSchedulePhase } from "../deliveries/delivery-phases.ts";
import type { Queryable } from "../session/connect.ts";
import { keepPastPlan } from "./past-plans.ts";
import type { ScheduleRecord } from "./schedule-record.ts";

interface OpenRow extends RowDataPacket {
  schedule_id: Buffer;
  open: number;
}

/**
 * The schedules with `plannedCount` as it must be for `max_runs`: what has run, and what is open and may still run.
 * Counted from the rows, so that it is right whatever became of each. One read on `deliveries_of_schedule`, none
 * when no schedule has `max_runs`. The schedules are locked by the caller, so nobody settles one of them meanwhile.
 */
export async function withRunsUsed(
  transaction: Queryable,
  schedules: readonly ScheduleRecord[],
): Promise<ScheduleRecord[]> {
  const bounded = schedules.filter(({ maxRuns }) => maxRuns !== null);
  if (bounded.length === 0) return [...schedules];
  const rows = await transaction.rows<OpenRow>(openOccurrencesSql, [bounded.map(({ id }) => id)]);
  const open = new Map(rows.map((row) => [row.schedule_id.toString("hex"), row.open]));
  return schedules.map((schedule) =>
    schedule.maxRuns === null
      ? schedule
      : { ...schedule, plannedCount: schedule.runCount + (open.get(schedule.id.toString("hex")) ?? 0) },
  );
}

/** The read, for the test that asserts its plan. */
export const openOccurrencesSql = `SELECT schedule_id, COUNT(*) AS open FROM deliveries FORCE INDEX (deliveries_of_schedule)
  WHERE schedule_id IN (?) AND ${ofOpenSchedulePhase} AND completed_at IS NULL AND ordinal >= 0 GROUP BY schedule_id`;

/**
 * Has schedules planned on that had no more to plan, since what ran and what was open came to `max_runs`, and of which
 * an occurrence has just ended without having run. Where the instants up to now were not planned, a new plan with the
 * same timing begins now: the old one called for nothing after its last occurrence. A paused one, which the emitter looks
 * at once a minute, is looked at at once.
 *
 * @param ids locked by the caller
 */
export async function planOnInPlaceOf(
  transaction: Queryable,
  ids: readonly Buffer[],
  now: number,
): Promise<void> {
  if (ids.length === 0) return;
  const stopped = await transaction.rows<RowDataPacket & { id: Buffer; isBehind: number }>(
    `SELECT id, emit_at IS NULL AND COALESCE(planned_through, plan_from) <= ? AS isBehind
     FROM schedules FORCE INDEX (PRIMARY)
     WHERE id IN (?) AND kind <> 'one_shot' AND max_runs IS NOT NULL
       AND ((state = 'active' AND emit_at IS NULL) OR state = 'paused')`,
    [now, [...ids]],
  );
  if (stopped.length === 0) return;
  const behind = stopped.filter(({ isBehind }) => isBehind === 1).map(({ id }) => id);
  if (behind.length > 0) {
    await keepPastPlan(transaction, behind);
    await transaction.change(
      `UPDATE schedules FORCE INDEX (PRIMARY) SET plan = plan + 1, planned_before = planned_count,
         plan_from = GREATEST(plan_from, ?), planned_through = NULL WHERE id IN (?) ORDER BY id`,
      [now, behind],
    );
  }
  await transaction.change(
    "UPDATE schedules FORCE INDEX (PRIMARY) SET emit_at = ? WHERE id IN (?) ORDER BY id",
    [now, stopped.map(({ id }) => id)],
  );
}
