import type { RowDataPacket } from "mysql2/promise";
import type { Queryable } from "../../session/connect.ts";
import { ofOpenSchedulePhase } from "../delivery-phases.ts";
import type { DeliveryReason } from "../delivery-reasons.ts";

/** A planned occurrence that has fallen due and is not settled. */
export interface OpenOccurrence {
  readonly id: Buffer;
  readonly scheduleId: Buffer;
  readonly scheduledFor: number;
  /** `overlap`: it waits for an earlier one. */
  readonly reason: DeliveryReason | null;
}

/** Finds the open occurrences of schedules that are due at `now` or before, on `deliveries_of_schedule`. */
export async function findOpenOccurrences(
  store: Queryable,
  scheduleIds: readonly Buffer[],
  now: number,
): Promise<OpenOccurrence[]> {
  if (scheduleIds.length === 0) return [];
  const rows = await store.rows<
    RowDataPacket & { id: Buffer; schedule_id: Buffer; scheduled_for: number; reason: DeliveryReason | null }
  >(
    `SELECT id, schedule_id, scheduled_for, reason FROM deliveries FORCE INDEX (deliveries_of_schedule)
     WHERE schedule_id IN (?) AND ${ofOpenSchedulePhase} AND completed_at IS NULL
       AND scheduled_for <= ? AND ordinal >= 0`,
    [[...scheduleIds], now],
  );
  return rows.map((row) => ({
    id: row.id,
    scheduleId: row.schedule_id,
    scheduledFor: row.scheduled_for,
    reason: row.reason,
  }));
}
