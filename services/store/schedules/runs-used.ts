import type { RowDataPacket } from "mysql2/promise";
import { planOnByCredit } from "../credits/plan-on-by-credit.ts";
import { releaseCredits } from "../credits/release-credits.ts";
import { ofOpenSchedulePhase } from "../deliveries/delivery-phases.ts";
import type { Queryable } from "../session/connect.ts";
import { beginPlansAnew } from "./begin-plans-anew.ts";
import type { ScheduleRecord } from "./schedule-record.ts";

/** A planned occurrence that has just ended without having run. */
export interface UnrunOccurrence {
  readonly deliveryId: Buffer;
  readonly scheduleId: Buffer;
}

interface OpenRow extends RowDataPacket {
  schedule_id: Buffer;
  open: number;
}

/**
 * Returns the schedules with `plannedCount` recounted for `max_runs`: occurrences that have run, and open
 * ones that may still run. Counts rows, so the number is right whatever happened to each. One read on
 * `deliveries_of_schedule`, none when no schedule has `max_runs`. The caller has locked the schedules, so
 * none of their occurrences is settled meanwhile.
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

/** The read; exported for the test that asserts its plan. */
export const openOccurrencesSql = `SELECT schedule_id, COUNT(*) AS open FROM deliveries FORCE INDEX (deliveries_of_schedule)
  WHERE schedule_id IN (?) AND ${ofOpenSchedulePhase} AND completed_at IS NULL AND ordinal >= 0 GROUP BY schedule_id`;

/**
 * Lets schedules plan on that had stopped at `max_runs` or for lack of credit, when one of their occurrences
 * has just ended without having run. Gives back the credit that a prepaid one took for it, unless it was
 * attempted. If such a schedule has planned nothing for the time up to now, a new plan with the same timing
 * begins now, since the old one called for nothing after its last occurrence. A paused schedule, which the
 * emitter otherwise looks at once a minute, is looked at immediately.
 *
 * @param unrun occurrences whose schedules the caller has locked
 */
export async function planOnInPlaceOf(
  transaction: Queryable,
  unrun: readonly UnrunOccurrence[],
  now: number,
): Promise<void> {
  if (unrun.length === 0) return;
  const ids = [...new Map(unrun.map(({ scheduleId }) => [scheduleId.toString("hex"), scheduleId])).values()];
  const found = await transaction.rows<RowDataPacket & { id: Buffer; metered: number; isBehind: number }>(
    `SELECT id, metered, emit_at IS NULL AND COALESCE(planned_through, plan_from) <= ? AS isBehind
     FROM schedules FORCE INDEX (PRIMARY)
     WHERE id IN (?) AND kind <> 'one_shot'
       AND (metered = 1 OR max_runs IS NOT NULL AND ((state = 'active' AND emit_at IS NULL) OR state = 'paused'))`,
    [now, ids],
  );
  const metered = found.filter((row) => row.metered === 1).map(({ id }) => id);
  if (metered.length > 0) {
    await releaseCredits(
      transaction,
      unrun.map(({ deliveryId }) => deliveryId),
      now,
    );
    await planOnByCredit(transaction, metered, now);
  }
  const stopped = found.filter((row) => row.metered === 0);
  if (stopped.length === 0) return;
  await beginPlansAnew(
    transaction,
    stopped.filter(({ isBehind }) => isBehind === 1).map(({ id }) => id),
    now,
  );
  await transaction.change(
    "UPDATE schedules FORCE INDEX (PRIMARY) SET emit_at = ? WHERE id IN (?) ORDER BY id",
    [now, stopped.map(({ id }) => id)],
  );
}
