import type { RowDataPacket } from "mysql2/promise";
import { noteEnds } from "../../figures/note-ends.ts";
import { settleSchedules } from "../../schedules/settle-schedules.ts";
import type { Queryable, Store } from "../../session/connect.ts";
import type { DeliveryReason } from "../delivery-reasons.ts";
import { byFence, type HeldDelivery } from "../held-delivery.ts";

interface HeldRow extends RowDataPacket {
  id: Buffer;
  schedule_id: Buffer;
  ordinal: number;
  state: string;
  reason: DeliveryReason | null;
}

/**
 * Gives claimed deliveries back, to be claimed again at `claimAt` or when they are due, whichever is later,
 * but no later than they expire. A delivery that was begun and not sent does not keep the counted attempt. A
 * decision made meanwhile (`reason` of the row) takes effect: it ends if its schedule was canceled or
 * rescheduled, and is held back if that was paused.
 *
 * @param reason the reason why they are held back, for people; null: only because this dispatcher stops
 */
export async function releaseDeliveries(
  store: Store,
  holder: Buffer,
  deliveries: readonly HeldDelivery[],
  claimAt: number,
  reason: DeliveryReason | null,
  now: number,
): Promise<void> {
  for (const [fence, ids] of byFence(deliveries)) {
    await store.transact(async (transaction) => {
      const rows = await transaction.rows<HeldRow>(
        `SELECT id, schedule_id, ordinal, state, reason FROM deliveries FORCE INDEX (PRIMARY)
         WHERE id IN (?) AND holder = ? AND fence = ? ORDER BY id FOR UPDATE`,
        [ids, holder, fence],
      );
      const ended = rows.filter((row) => row.state === "dispatching" && ends.has(row.reason ?? ""));
      const freed = rows.filter((row) => !ended.includes(row)).map(({ id }) => id);
      if (freed.length > 0) await free(transaction, freed, claimAt, reason, now);
      if (ended.length > 0) await end(transaction, ended, now);
    });
  }
}

const ends = new Set(["canceled", "rescheduled"]);

/** MySQL assigns from left to right, so `state` and `reason` are read before they are set. */
async function free(
  transaction: Queryable,
  ids: readonly Buffer[],
  claimAt: number,
  reason: DeliveryReason | null,
  now: number,
): Promise<void> {
  const parked = "state = 'dispatching' AND reason = 'paused'";
  await transaction.change(
    `UPDATE deliveries FORCE INDEX (PRIMARY) SET
       claim_at = IF(${parked}, expires_at,
         LEAST(GREATEST(next_attempt_at, ?), COALESCE(expires_at, GREATEST(next_attempt_at, ?)))),
       reason = IF(${parked}, reason, ?),
       attempt_count = attempt_count - IF(state = 'dispatching', 1, 0),
       state = IF(state = 'dispatching', IF(attempt_count = 0, 'scheduled', 'retrying'), state),
       holder = NULL, lease_expires_at = NULL, version = version + 1, updated_at = ?
     WHERE id IN (?)`,
    [claimAt, claimAt, reason, now, [...ids]],
  );
}

async function end(transaction: Queryable, rows: readonly HeldRow[], now: number): Promise<void> {
  await transaction.change(
    `UPDATE deliveries FORCE INDEX (PRIMARY) SET state = 'canceled', attempt_count = attempt_count - 1, completed_at = ?,
       next_attempt_at = NULL, claim_at = NULL, holder = NULL, lease_expires_at = NULL, version = version + 1,
       updated_at = ?
     WHERE id IN (?)`,
    [now, now, rows.map(({ id }) => id)],
  );
  await noteEnds(
    transaction,
    rows.map(({ id }) => id),
    now,
  );
  const planned = rows.filter(({ ordinal }) => ordinal >= 0);
  await settleSchedules(
    transaction,
    planned.map((row) => ({ deliveryId: row.id, scheduleId: row.schedule_id, oneShot: false, ran: false })),
    now,
  );
}
