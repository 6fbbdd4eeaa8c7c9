import type { RowDataPacket } from "mysql2/promise";
import type { Queryable } from "../../session/connect.ts";
import type { DeliveryState } from "../delivery-record.ts";

/** The columns of a delivery that counting needs. */
export interface OccurrenceRecord {
  readonly scheduleId: Buffer;
  readonly scheduledFor: number;
  /** The plan that it belongs to; below 0: a replay or trigger. */
  readonly ordinal: number;
  readonly state: DeliveryState;
}

interface OccurrenceRow extends RowDataPacket {
  schedule_id: Buffer;
  scheduled_for: number;
  ordinal: number;
  state: DeliveryState;
}

const select = `SELECT schedule_id, scheduled_for, ordinal, state FROM deliveries FORCE INDEX (deliveries_by_occurrence)`;
const inOrder = "ORDER BY schedule_id, scheduled_for, ordinal";

/** @param before exclusive */
export interface OccurrenceSpan {
  readonly from: number;
  readonly before: number;
}

/**
 * Lists the first `limit` deliveries of schedules that are scheduled for a span of time, by schedule, instant
 * and plan. Reads in the order of `deliveries_by_occurrence`.
 */
export async function listOccurrences(
  store: Queryable,
  scheduleIds: readonly Buffer[],
  { from, before }: OccurrenceSpan,
  limit: number,
): Promise<OccurrenceRecord[]> {
  if (scheduleIds.length === 0) return [];
  const rows = await store.rows<OccurrenceRow>(
    `${select} WHERE schedule_id IN (?) AND scheduled_for >= ? AND scheduled_for < ? ${inOrder} LIMIT ?`,
    [[...scheduleIds], from, before, limit],
  );
  return rows.map(toRecord);
}

/** As `listOccurrences`, for the rest of one schedule after a given delivery and before an instant. */
export async function listOccurrencesAfter(
  store: Queryable,
  { scheduleId, scheduledFor, ordinal }: OccurrenceRecord,
  before: number,
  limit: number,
): Promise<OccurrenceRecord[]> {
  const rows = await store.rows<OccurrenceRow>(
    `${select} WHERE (schedule_id = ? AND scheduled_for = ? AND ordinal > ?)
       OR (schedule_id = ? AND scheduled_for > ? AND scheduled_for < ?) ${inOrder} LIMIT ?`,
    [scheduleId, scheduledFor, ordinal, scheduleId, scheduledFor, before, limit],
  );
  return rows.map(toRecord);
}

function toRecord(row: OccurrenceRow): OccurrenceRecord {
  return {
    scheduleId: row.schedule_id,
    scheduledFor: row.scheduled_for,
    ordinal: row.ordinal,
    state: row.state,
  };
}
