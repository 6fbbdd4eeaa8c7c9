import type { RowDataPacket } from "mysql2/promise";
import { ofOpenSchedulePhase } from "../deliveries/delivery-phases.ts";
import type { Queryable } from "../session/connect.ts";

/** The credits of a schedule as people see them: a credit is used when an attempt has begun. */
export interface CreditsShown {
  readonly total: number;
  readonly used: number;
  readonly remaining: number;
  /** Start of the newest attempt that has ended; null: none, or it was purged. */
  readonly lastRunAt: number | null;
}

/**
 * Finds the credits of prepaid schedules, by the schedule's id in hex. What waiting deliveries have taken is
 * not used yet, since it is given back when they end before an attempt began. One statement; the waiting ones
 * are counted on `deliveries_of_schedule`, and the newest attempt is found on `attempts_by_schedule`.
 */
export async function findCredits(
  store: Queryable,
  scheduleIds: readonly Buffer[],
): Promise<ReadonlyMap<string, CreditsShown>> {
  if (scheduleIds.length === 0) return new Map();
  const rows = await store.rows<
    RowDataPacket & {
      schedule_id: Buffer;
      total: number;
      taken: number;
      waiting: number;
      last_run_at: number | null;
    }
  >(findCreditsSql, [[...scheduleIds]]);
  return new Map(
    rows.map(({ schedule_id, total, taken, waiting, last_run_at }) => {
      const used = taken - waiting;
      return [schedule_id.toString("hex"), { total, used, remaining: total - used, lastRunAt: last_run_at }];
    }),
  );
}

const findCreditsSql = `SELECT c.schedule_id, c.total, c.taken, (
    SELECT COUNT(*) FROM deliveries d FORCE INDEX (deliveries_of_schedule)
    WHERE d.schedule_id = c.schedule_id AND d.${ofOpenSchedulePhase} AND d.completed_at IS NULL AND d.ordinal >= 0
      AND d.attempt_count = 0
  ) AS waiting, (
    SELECT a.started_at FROM attempts a FORCE INDEX (attempts_by_schedule)
    WHERE a.schedule_id = c.schedule_id ORDER BY a.id DESC LIMIT 1
  ) AS last_run_at
  FROM credits c FORCE INDEX (PRIMARY) WHERE c.schedule_id IN (?)`;
