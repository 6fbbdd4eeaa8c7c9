import type { RowDataPacket } from "mysql2/promise";
import type { Queryable } from "../session/connect.ts";
import { ofOpenSchedulePhase } from "./delivery-phases.ts";
import type { DeliveryReason } from "./delivery-reasons.ts";
import type { OpenState } from "./delivery-record.ts";

/** The columns of an open delivery that a change of its schedule needs. */
export interface OpenDelivery {
  readonly id: Buffer;
  readonly state: OpenState;
  /** Below 0: a replay or trigger. */
  readonly ordinal: number;
  readonly scheduledFor: number;
  readonly attemptCount: number;
  readonly reason: DeliveryReason | null;
}

/** Returns the planned ones that were not attempted. If one of them ends now, its credit is given back. */
export function unspent<Delivery extends Pick<OpenDelivery, "ordinal" | "attemptCount">>(
  open: readonly Delivery[],
): Delivery[] {
  return open.filter(({ ordinal, attemptCount }) => ordinal >= 0 && attemptCount === 0);
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
 * Locks the open deliveries of a schedule; all of them if the caller has locked the schedule before.
 *
 * First finds them with a plain read, which sees each row exactly once even if its state changes, then locks
 * them by primary key. A locking scan of `deliveries_of_schedule` could miss a row that moves from one state
 * to another behind the scan. No planned delivery is added while the schedule is locked.
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
