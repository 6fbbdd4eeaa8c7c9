import type { Owner } from "../accounts/owner.ts";
import type { Queryable } from "../session/connect.ts";
import {
  type ScheduleRecord,
  type ScheduleRow,
  scheduleColumns,
  scheduleTables,
  toScheduleRecord,
} from "./schedule-record.ts";

/** The owner's schedules with these ids, in no order; those that do not exist are missing. */
export async function findSchedules(
  store: Queryable,
  owner: Owner,
  ids: readonly Buffer[],
): Promise<ScheduleRecord[]> {
  if (ids.length === 0) return [];
  const rows = await store.rows<ScheduleRow>(
    `SELECT ${scheduleColumns} FROM ${scheduleTables} WHERE s.id IN (?) AND s.project_id = ? AND s.mode = ?`,
    [[...ids], owner.projectId, owner.mode],
  );
  return rows.map(toScheduleRecord);
}

/**
 * One schedule, locked until the transaction ends, so that changes of it come one after the other; null: none. Its row
 * is written, also by who then changes nothing else of it (a trigger): a lock that writes nothing holds on one of several
 * servers alone.
 */
export async function lockSchedule(
  transaction: Queryable,
  owner: Owner,
  id: Buffer,
): Promise<ScheduleRecord | null> {
  const locked = await transaction.change(
    "UPDATE schedules FORCE INDEX (PRIMARY) SET lock_count = lock_count + 1 WHERE id = ? AND project_id = ? AND mode = ?",
    [id, owner.projectId, owner.mode],
  );
  if (locked === 0) return null;
  const [record] = await findSchedules(transaction, owner, [id]);
  return record ?? null;
}
