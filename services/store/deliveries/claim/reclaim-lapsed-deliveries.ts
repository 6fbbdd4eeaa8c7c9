import type { RowDataPacket } from "mysql2/promise";
import type { Mode } from "../../accounts/owner.ts";
import type { AttemptRecord } from "../../attempts/attempt-record.ts";
import { insertAttempts } from "../../attempts/insert-attempts.ts";
import { noteEnds } from "../../figures/note-ends.ts";
import { settleSchedules } from "../../schedules/settle-schedules.ts";
import type { Store } from "../../session/connect.ts";
import type { DeliveryReason } from "../delivery-reasons.ts";

/** A delivery whose lease ran out while an attempt was, or may have been, on the wire. */
export interface InterruptedDelivery {
  readonly id: Buffer;
  readonly scheduleId: Buffer;
  readonly projectId: Buffer;
  readonly mode: Mode;
  readonly scheduledFor: number;
  /** The number of the attempt that was interrupted. */
  readonly attemptCount: number;
  /** The instant when it began. */
  readonly begunAt: number;
  /** A `StoredRetryPolicy`, JSON. */
  readonly retryPolicy: string;
}

/** Decision about a delivery whose attempt was interrupted. */
export interface InterruptedVerdict {
  readonly attempt: AttemptRecord;
  /** `retrying`: another attempt follows. `dead_lettered`: this one was the last. */
  readonly state: "retrying" | "dead_lettered";
}

interface LapsedRow extends RowDataPacket {
  id: Buffer;
  schedule_id: Buffer;
  project_id: Buffer;
  mode: Mode;
  ordinal: number;
  scheduled_for: number;
  state: string;
  reason: DeliveryReason | null;
  attempt_count: number;
  updated_at: number;
  next_attempt_at: number | null;
  retry_policy: string;
}

export interface Reclaimed {
  /** Claimed and not begun: given back as if never claimed. */
  readonly returned: number;
  /** Begun: the attempt is recorded as interrupted. */
  readonly interrupted: number;
}

/**
 * Reclaims deliveries whose lease ran out, by the store's time, as after the crash of a dispatcher. Raises
 * the fence, so that a holder that was merely slow can no longer change them. Reads in the order of
 * `deliveries_by_lease`.
 */
export async function reclaimLapsedDeliveries(
  store: Store,
  now: number,
  limit: number,
  judge: (delivery: InterruptedDelivery) => InterruptedVerdict,
): Promise<Reclaimed> {
  const [first] = await store.rows(
    "SELECT 1 FROM deliveries FORCE INDEX (deliveries_by_lease) WHERE lease_expires_at <= ? LIMIT 1",
    [store.time],
  );
  if (!first) return { returned: 0, interrupted: 0 };
  return store.transact(async (transaction) => {
    const rows = await transaction.rows<LapsedRow>(lapsedSql, [transaction.time, limit]);
    if (rows.length === 0) return { returned: 0, interrupted: 0 };
    const claimed = rows.filter(({ state }) => state !== "dispatching");
    if (claimed.length > 0) {
      await transaction.change(
        `UPDATE deliveries FORCE INDEX (PRIMARY) SET holder = NULL, lease_expires_at = NULL, fence = fence + 1,
           claim_at = LEAST(next_attempt_at, COALESCE(expires_at, next_attempt_at))
         WHERE id IN (?)`,
        [claimed.map(({ id }) => id)],
      );
    }
    const interrupted = rows.filter(({ state }) => state === "dispatching");
    const verdicts = interrupted.map((row) => ({ row, verdict: judge(toInterrupted(row)) }));
    await insertAttempts(
      transaction,
      verdicts.map(({ verdict, row }) => ({ attempt: verdict.attempt, ordinal: row.ordinal })),
      now,
    );
    for (const { row, verdict } of verdicts) {
      const state = verdict.state === "retrying" && ends.has(row.reason ?? "") ? "canceled" : verdict.state;
      const retrying = state === "retrying";
      await transaction.change(
        `UPDATE deliveries SET state = ?, holder = NULL, lease_expires_at = NULL, fence = fence + 1,
           next_attempt_at = ?, claim_at = ${retrying ? "IF(reason = 'paused', expires_at, LEAST(?, COALESCE(expires_at, ?)))" : "NULL"},
           completed_at = ?, last_status_code = NULL, last_error_code = ?, last_error_message = ?, reason = ?,
           version = version + 1, updated_at = ?
         WHERE id = ?`,
        [
          state,
          retrying ? now : null,
          ...(retrying ? [now, now] : []),
          retrying ? null : now,
          verdict.attempt.errorCode,
          verdict.attempt.errorMessage,
          state === "dead_lettered" ? null : row.reason,
          now,
          row.id,
        ],
      );
      if (state === "canceled") await noteEnds(transaction, [row.id], now);
      if (!retrying && row.ordinal >= 0) {
        await settleSchedules(
          transaction,
          [
            {
              deliveryId: row.id,
              scheduleId: row.schedule_id,
              oneShot: false,
              ran: state === "dead_lettered",
            },
          ],
          now,
        );
      }
    }
    return { returned: claimed.length, interrupted: interrupted.length };
  });
}

/** The locking read; exported for the test that asserts its plan. */
export const lapsedSql = `SELECT d.id, d.schedule_id, d.project_id, d.mode, d.ordinal, d.scheduled_for, d.state, d.reason,
    d.attempt_count, d.updated_at, d.next_attempt_at,
    (SELECT r.retry_policy FROM requests r WHERE r.id = d.request_id) AS retry_policy
  FROM deliveries d FORCE INDEX (deliveries_by_lease)
  WHERE d.lease_expires_at <= ? ORDER BY d.lease_expires_at, d.id LIMIT ? FOR UPDATE SKIP LOCKED`;

const ends = new Set(["canceled", "rescheduled"]);

function toInterrupted(row: LapsedRow): InterruptedDelivery {
  return {
    id: row.id,
    scheduleId: row.schedule_id,
    projectId: row.project_id,
    mode: row.mode,
    scheduledFor: row.scheduled_for,
    attemptCount: row.attempt_count,
    // The attempt began a little before it was due, but nothing is sent before then.
    begunAt: Math.max(row.updated_at, row.next_attempt_at ?? 0),
    retryPolicy: row.retry_policy,
  };
}
