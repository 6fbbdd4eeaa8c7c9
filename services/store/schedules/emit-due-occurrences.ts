import type { RowDataPacket } from "mysql2/promise";
import type { Bound, Queryable, Store } from "../connect.ts";
import { insertDeliveries, type NewDelivery } from "../deliveries/insert-deliveries.ts";
import {
  type ScheduleRecord,
  type ScheduleRow,
  scheduleColumns,
  scheduleTables,
  toScheduleRecord,
} from "./schedule-record.ts";
import { completeSchedules } from "./settle-schedules.ts";

/** What one schedule gets in one pass. */
export interface Emitted {
  readonly deliveries: readonly NewDelivery[];
  readonly plannedCount: number;
  readonly plannedThrough: number | null;
  /** Null: nothing more to plan. */
  readonly emitAt: number | null;
}

export interface EmitPass {
  readonly schedules: number;
  readonly deliveries: number;
}

/**
 * Takes the schedules whose turn it is, those that no other scheduler is taking, and writes their next
 * deliveries and bookkeeping in one transaction: killed at any point, it has happened or it has not. That no
 * occurrence gets two deliveries is in the key on (schedule, instant, plan) besides. Read in the order of
 * `schedules_to_emit`, without a sort.
 */
export function emitDueOccurrences(
  store: Store,
  now: number,
  limit: number,
  plan: (schedule: ScheduleRecord) => Emitted,
): Promise<EmitPass> {
  return store.transact(async (transaction) => {
    const due = await transaction.rows<RowDataPacket & { id: Buffer }>(dueToEmitSql, [now, limit]);
    if (due.length === 0) return { schedules: 0, deliveries: 0 };
    const rows = await transaction.rows<ScheduleRow>(
      `SELECT ${scheduleColumns} FROM ${scheduleTables} WHERE s.id IN (?)`,
      [due.map(({ id }) => id)],
    );
    const emitted = rows.map(toScheduleRecord).map((schedule) => ({ schedule, ...plan(schedule) }));
    const deliveries = emitted.flatMap((each) => each.deliveries);
    await insertDeliveries(transaction, deliveries);
    await writeBookkeeping(transaction, emitted);
    await skipPausedOccurrences(
      transaction,
      emitted.filter(({ schedule }) => schedule.state === "paused").map(({ schedule }) => schedule.id),
      now,
    );
    const ended = emitted.filter(({ emitAt }) => emitAt === null).map(({ schedule }) => schedule.id);
    if (ended.length > 0) await completeSchedules(transaction, ended, now);
    return { schedules: emitted.length, deliveries: deliveries.length };
  });
}

/** The locking read, for the test that asserts its plan. */
export const dueToEmitSql = `SELECT id FROM schedules FORCE INDEX (schedules_to_emit)
  WHERE emit_at <= ? ORDER BY emit_at, id LIMIT ? FOR UPDATE SKIP LOCKED`;

async function writeBookkeeping(
  transaction: Queryable,
  emitted: readonly (Emitted & { schedule: ScheduleRecord })[],
): Promise<void> {
  const values = emitted.map(({ schedule, plannedCount, plannedThrough, emitAt }) => ({
    id: schedule.id.toString("hex"),
    count: plannedCount,
    through: plannedThrough,
    emit: emitAt,
  }));
  await transaction.change(
    `UPDATE JSON_TABLE(?, '$[*]' COLUMNS (
       id CHAR(32) PATH '$.id', planned BIGINT PATH '$.count', through BIGINT PATH '$.through', emit BIGINT PATH '$.emit'
     )) w STRAIGHT_JOIN schedules s FORCE INDEX (PRIMARY) ON s.id = UNHEX(w.id)
     SET s.planned_count = w.planned, s.planned_through = w.through, s.emit_at = w.emit`,
    [JSON.stringify(values)],
  );
}

/** What fell due in a paused schedule ends as skipped; what was being retried waits for the resume. */
async function skipPausedOccurrences(
  transaction: Queryable,
  ids: readonly Buffer[],
  now: number,
): Promise<void> {
  if (ids.length === 0) return;
  const bound: Bound[] = [now, now, [...ids], now];
  await transaction.change(
    `UPDATE deliveries SET state = 'skipped', completed_at = ?, claim_at = NULL, next_attempt_at = NULL,
       fence = fence + 1, version = version + 1, updated_at = ?
     WHERE schedule_id IN (?) AND state = 'scheduled' AND reason = 'paused' AND ordinal >= 0
       AND attempt_count = 0 AND scheduled_for <= ?`,
    bound,
  );
}
