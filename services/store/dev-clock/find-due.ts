import type { RowDataPacket } from "mysql2/promise";
import type { Owner } from "../accounts/owner.ts";
import type { DeliveryReason } from "../deliveries/delivery-reasons.ts";
import type { Queryable } from "../session/connect.ts";

/** Instants at which something is due after `now`. */
export interface NextDue {
  /** A delivery is due, expires, or may be retried; a schedule is to be planned. Null: nothing is due ever. */
  readonly eventAt: number | null;
  /**
   * The last instant at which a delivery that waits for something else is looked at again. Null: none waits.
   */
  readonly lookAt: number | null;
}

/** Waits that the clock alone does not end; such deliveries are looked at again and again, at most a minute apart. */
const looked: readonly DeliveryReason[] = ["overlap", "endpoint_disabled", "secret_unreadable"];

/**
 * A plan may be made so much later: it is due a minute and more before the last planned instant. So schedules that are
 * to be planned one after the other are planned together.
 */
const plansLaterMs = 30_000;

/** When a held delivery is due or expires. */
const heldDueAt = "LEAST(next_attempt_at, COALESCE(expires_at, next_attempt_at))";

/**
 * True if nothing is due at `now`: no delivery is to be claimed, held and due, or on the wire, and no schedule is to be
 * planned. Reads the first entries of `deliveries_to_claim` and `schedules_to_emit`, and what dispatchers hold.
 */
export async function isQuietAt(store: Queryable, now: number): Promise<boolean> {
  const [row] = await store.rows<RowDataPacket & { busy: number }>(
    `SELECT EXISTS(SELECT 1 FROM deliveries FORCE INDEX (deliveries_to_claim) WHERE claim_at <= ?)
       OR EXISTS(SELECT 1 FROM schedules FORCE INDEX (schedules_to_emit) WHERE emit_at <= ?)
       OR EXISTS(SELECT 1 FROM deliveries FORCE INDEX (deliveries_by_lease)
           WHERE lease_expires_at >= 0 AND (state = 'dispatching' OR ${heldDueAt} <= ?)) AS busy`,
    [now, now, now],
  );
  return row?.busy === 0;
}

/** Finds what is due next after `now`, along the same indexes. */
export async function findNextDue(store: Queryable, now: number): Promise<NextDue> {
  const [row] = await store.rows<
    RowDataPacket & Record<"claim" | "held" | "plan" | "expiry" | "look", number | null>
  >(
    `SELECT
       (SELECT claim_at FROM deliveries FORCE INDEX (deliveries_to_claim)
          WHERE claim_at > ? AND (reason IS NULL OR reason NOT IN (?)) ORDER BY claim_at LIMIT 1) AS claim,
       (SELECT MIN(${heldDueAt}) FROM deliveries FORCE INDEX (deliveries_by_lease)
          WHERE lease_expires_at >= 0 AND ${heldDueAt} > ?) AS held,
       (SELECT emit_at + ? FROM schedules FORCE INDEX (schedules_to_emit) WHERE emit_at > ? ORDER BY emit_at LIMIT 1) AS plan,
       (SELECT MIN(expires_at) FROM deliveries FORCE INDEX (deliveries_to_claim)
          WHERE claim_at > ? AND reason IN (?) AND expires_at > ?) AS expiry,
       (SELECT MAX(claim_at) FROM deliveries FORCE INDEX (deliveries_to_claim)
          WHERE claim_at > ? AND claim_at <= ? + 60000 AND reason IN (?)) AS look`,
    [now, [...looked], now, plansLaterMs, now, now, [...looked], now, now, now, [...looked]],
  );
  if (!row) return { eventAt: null, lookAt: null };
  const events = [row.claim, row.held, row.plan, row.expiry].filter((at) => at !== null);
  return { eventAt: events.length === 0 ? null : Math.min(...events), lookAt: row.look };
}

/** Attempts and deliveries of one project and mode. */
export interface FiredAndOpen {
  /** Attempts that were settled at or after an instant. */
  readonly fired: number;
  /** Deliveries that have not ended. */
  readonly open: number;
}

/** Counts the attempts settled from `fromAt` on and the deliveries that are open now. */
export async function countFiredAndOpen(
  store: Queryable,
  { projectId, mode }: Owner,
  fromAt: number,
): Promise<FiredAndOpen> {
  const [row] = await store.rows<RowDataPacket & FiredAndOpen>(
    `SELECT
       (SELECT COUNT(*) FROM attempts FORCE INDEX (attempts_to_roll_up)
          WHERE settled_at >= ? AND project_id = ? AND mode = ?) AS fired,
       (SELECT COUNT(*) FROM deliveries FORCE INDEX (deliveries_by_phase)
          WHERE project_id = ? AND mode = ? AND phase IN ('scheduled', 'retrying')) AS open`,
    [fromAt, projectId, mode, projectId, mode],
  );
  return { fired: row?.fired ?? 0, open: row?.open ?? 0 };
}
