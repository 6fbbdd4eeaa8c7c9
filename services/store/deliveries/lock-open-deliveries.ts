import type { RowDataPacket } from "mysql2/promise";
import type { Queryable } from "../session/connect.ts";
import { ofOpenSchedulePhase } from "./delivery-phases.ts";
import type { DeliveryReason } from "./delivery-reasons.ts";
import type { OpenState } from "./delivery-record.ts";

/** A delivery that is not settled, as much of it as a change of its schedule needs. */
export interface OpenDelivery {
  readonly id: Buffer;
  readonly state: OpenState;
  /** Below 0: beside the plan (a trigger or a replay). */
  readonly ordinal: number;
  readonly scheduledFor: number;
  readonly attemptCount: number;
  readonly reason: DeliveryReason | null;
}

interface OpenRow extends RowDataPacket {
  id: Buffer;
  state: OpenState;
  ordinal: number;
  scheduled_for: number;
  attempt_count: number;
  reason: DeliveryReason | null;
}

/**
 * The open deliveries of a schedule, locked; all of them when the caller has locked the schedule before.
 *
 * Found first by a plain read, which sees each row exactly once however it moves between states, and
 * locked by primary key after that: a locking scan of `deliveries_of_schedule` could miss a row that moves
 * behind it from one state to another. Nobody adds planned deliveries while the schedule is locked.
 */
export async function lockOpenDeliveries(
  transaction: Queryable,
  scheduleId: Buffer,
): Promise<OpenDelivery[]> {
  const found = await transaction.rows<OpenRow>(
    `SELECT id FROM deliveries FORCE INDEX (deliveries_of_schedule)
     WHERE schedule_id = ? AND ${ofOpenSchedulePhase} AND completed_at IS NULL`,
    [scheduleId],
  );
  if (found.length === 0) return [];
  const locked = await transaction.rows<OpenRow>(
    `SELECT id, state, ordinal, scheduled_for, attempt_count, reason FROM deliveries FORCE INDEX (PRIMARY)
     WHERE id IN (?) AND completed_at IS NULL ORDER BY id FOR UPDATE`,
    [found.map(({ id }) => id)],
  );
  return locked.map((row) => ({
    id: row.id,
    state: row.state,
    ordinal: row.ordinal,
    scheduledFor: row.scheduled_for,
    attemptCount: row.attempt_count,
    reason: row.reason,
  }));
}
