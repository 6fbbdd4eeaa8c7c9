import type { Owner } from "../accounts/owner.ts";
import type { Queryable } from "../session/connect.ts";
import {
  type ScheduleRecord,
  type ScheduleRow,
  scheduleColumns,
  scheduleTables,
  toScheduleRecord,
} from "./schedule-record.ts";

/** Finds the owner's schedules with these ids, in no order, without those that do not exist. */
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
 * Finds one schedule and locks it until the transaction ends; null: none. Writes its row even if the caller
 * then changes nothing else of it (a trigger), since a lock that writes nothing holds on only one of several
 * servers.
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
