import type { RowDataPacket } from "mysql2/promise";
import { withCreditsLeft } from "../credits/lock-credits.ts";
import { ofOpenSchedulePhase } from "../deliveries/delivery-phases.ts";
import type { DeliveryState } from "../deliveries/delivery-record.ts";
import {
  type ScheduleRecord,
  type ScheduleRow,
  scheduleColumns,
  scheduleTables,
  toScheduleRecord,
} from "../schedules/schedule-record.ts";
import type { Queryable } from "../session/connect.ts";

/** A planned delivery that is open, or whose instant is in the future, in any state. */
export interface AheadOccurrence {
  readonly id: Buffer;
  readonly scheduledFor: number;
  /** The plan that it belongs to. */
  readonly ordinal: number;
  readonly state: DeliveryState;
  readonly attemptCount: number;
}

/**
 * A schedule that does not use the rules in force, and the deliveries that a new plan must take into account.
 */
export interface OutdatedPlan {
  readonly schedule: ScheduleRecord;
  readonly ahead: readonly AheadOccurrence[];
}

interface AheadRow extends RowDataPacket {
  id: Buffer;
  schedule_id: Buffer;
  scheduled_for: number;
  ordinal: number;
  state: DeliveryState;
  attempt_count: number;
}

/** True if a delivery in this state is not settled. */
export function isOpen(state: DeliveryState): boolean {
  return state === "scheduled" || state === "dispatching" || state === "retrying";
}

/**
 * Locks the schedules, with their deliveries, whose plans use other rules of `zone` than those with the id
 * `zoneRules` or newer ones.
 */
export async function lockOutdatedPlans(
  transaction: Queryable,
  ids: readonly Buffer[],
  zone: string,
  zoneRules: number,
  now: number,
): Promise<OutdatedPlan[]> {
  await lockOpen(transaction, ids);
  const schedules = await lockOutdated(transaction, ids, zone, zoneRules);
  if (schedules.length === 0) return [];
  const ahead = await lockAhead(transaction, schedules, now);
  return schedules.map((schedule) => ({ schedule, ahead: ahead.get(schedule.id.toString("hex")) ?? [] }));
}

/**
 * Locks deliveries before their schedules, as settling does. Finds them with a plain read: see
 * `lockOpenDeliveries`.
 */
async function lockOpen(transaction: Queryable, scheduleIds: readonly Buffer[]): Promise<void> {
  const found = await transaction.rows<AheadRow>(
    `SELECT id FROM deliveries FORCE INDEX (deliveries_of_schedule)
     WHERE schedule_id IN (?) AND ${ofOpenSchedulePhase} AND completed_at IS NULL`,
    [[...scheduleIds]],
  );
  if (found.length > 0) await lockByKey(transaction, found);
}

async function lockByKey(transaction: Queryable, found: readonly AheadRow[]): Promise<AheadRow[]> {
  return transaction.rows<AheadRow>(
    `SELECT id, schedule_id, scheduled_for, ordinal, state, attempt_count FROM deliveries FORCE INDEX (PRIMARY)
     WHERE id IN (?) ORDER BY id FOR UPDATE`,
    [found.map(({ id }) => id)],
  );
}

async function lockOutdated(
  transaction: Queryable,
  ids: readonly Buffer[],
  zone: string,
  zoneRules: number,
): Promise<readonly ScheduleRecord[]> {
  const locked = await transaction.rows<RowDataPacket & { id: Buffer }>(
    `SELECT id FROM schedules FORCE INDEX (PRIMARY)
     WHERE id IN (?) AND open_zone = ? AND (zone_rules_id IS NULL OR zone_rules_id < ?) ORDER BY id FOR UPDATE`,
    [[...ids], zone, zoneRules],
  );
  if (locked.length === 0) return [];
  const rows = await transaction.rows<ScheduleRow>(
    `SELECT ${scheduleColumns} FROM ${scheduleTables} WHERE s.id IN (?)`,
    [locked.map(({ id }) => id)],
  );
  return withCreditsLeft(transaction, rows.map(toScheduleRecord));
}

/** Safe because no planned delivery is added while its schedule is locked. */
async function lockAhead(
  transaction: Queryable,
  schedules: readonly ScheduleRecord[],
  now: number,
): Promise<Map<string, AheadOccurrence[]>> {
  const ids = schedules.map(({ id }) => id);
  const found = await transaction.rows<AheadRow>(
    `SELECT id FROM deliveries FORCE INDEX (deliveries_by_occurrence)
       WHERE schedule_id IN (?) AND scheduled_for > ? AND ordinal >= 0
     UNION SELECT id FROM deliveries FORCE INDEX (deliveries_of_schedule)
       WHERE schedule_id IN (?) AND ${ofOpenSchedulePhase} AND completed_at IS NULL AND ordinal >= 0`,
    [ids, now, ids],
  );
  if (found.length === 0) return new Map();
  const rows = (await lockByKey(transaction, found)).map((row) => ({
    scheduleId: row.schedule_id,
    id: row.id,
    scheduledFor: row.scheduled_for,
    ordinal: row.ordinal,
    state: row.state,
    attemptCount: row.attempt_count,
  }));
  return Map.groupBy(rows, ({ scheduleId }) => scheduleId.toString("hex"));
}
