import type { RowDataPacket } from "mysql2/promise";
import { ofOpenSchedulePhase } from "../deliveries/delivery-phases.ts";
import type { Queryable } from "../session/connect.ts";

/** The credits of a schedule as people see them: a credit is used when an attempt has begun. */
export interface CreditsShown {
  readonly total: number;
  readonly used: number;
  readonly remaining: number;
}

/**
 * Finds the credits of prepaid schedules, by the schedule's id in hex. What waiting deliveries have taken is
 * not used yet, since it is given back when they end before an attempt began. One statement; the waiting ones
 * are counted on `deliveries_of_schedule`.
 */
export async function findCredits(
  store: Queryable,
  scheduleIds: readonly Buffer[],
): Promise<ReadonlyMap<string, CreditsShown>> {
  if (scheduleIds.length === 0) return new Map();
  const rows = await store.rows<
    RowDataPacket & { schedule_id: Buffer; total: number; taken: number; waiting: number }
  >(findCreditsSql, [[...scheduleIds]]);
  return new Map(
    rows.map(({ schedule_id, total, taken, waiting }) => {
      const used = taken - waiting;
      return [schedule_id.toString("hex"), { total, used, remaining: total - used }];
    }),
  );
}

const findCreditsSql = `SELECT c.schedule_id, c.total, c.taken, (
    SELECT COUNT(*) FROM deliveries d FORCE INDEX (deliveries_of_schedule)
    WHERE d.schedule_id = c.schedule_id AND d.${ofOpenSchedulePhase} AND d.completed_at IS NULL AND d.ordinal >= 0
      AND d.attempt_count = 0
  ) AS waiting
  FROM credits c FORCE INDEX (PRIMARY) WHERE c.schedule_id IN (?)`;
