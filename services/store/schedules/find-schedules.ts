import type { Queryable } from "../connect.ts";
import type { Owner } from "../mode.ts";
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

/** One schedule, locked until the transaction ends, so that changes of it come one after the other; null: none. */
export async function lockSchedule(
  transaction: Queryable,
  owner: Owner,
  id: Buffer,
): Promise<ScheduleRecord | null> {
  const locked = await transaction.rows(
    "SELECT id FROM schedules WHERE id = ? AND project_id = ? AND mode = ? FOR UPDATE",
    [id, owner.projectId, owner.mode],
  );
  if (locked.length === 0) return null;
  const [record] = await findSchedules(transaction, owner, [id]);
  return record ?? null;
}
