import type { RowDataPacket } from "mysql2/promise";
import type { ScheduleRecord } from "../schedules/schedule-record.ts";
import type { Queryable } from "../session/connect.ts";

/**
 * Locks the credits of the prepaid schedules among these, by primary key, and returns all of them with
 * `creditsLeft`. Call it with the schedules locked, since every transaction locks deliveries, schedules and
 * credits in this order. No statement when none of them is prepaid, which is the usual case.
 */
export async function withCreditsLeft(
  transaction: Queryable,
  schedules: readonly ScheduleRecord[],
): Promise<readonly ScheduleRecord[]> {
  const metered = schedules.filter(({ creditsLeft }) => creditsLeft !== null).map(({ id }) => id);
  if (metered.length === 0) return schedules;
  const rows = await transaction.rows<RowDataPacket & { schedule_id: Buffer; credits_left: number }>(
    `SELECT schedule_id, total - taken AS credits_left FROM credits FORCE INDEX (PRIMARY)
     WHERE schedule_id IN (?) ORDER BY schedule_id FOR UPDATE`,
    [metered],
  );
  const left = new Map(rows.map((row) => [row.schedule_id.toString("hex"), row.credits_left]));
  return schedules.map((schedule) =>
    schedule.creditsLeft === null
      ? schedule
      : { ...schedule, creditsLeft: left.get(schedule.id.toString("hex")) ?? 0 },
  );
}
