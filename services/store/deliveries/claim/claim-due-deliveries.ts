import type { RowDataPacket } from "mysql2/promise";
import type { Mode } from "../../accounts/owner.ts";
import type { Queryable, Store } from "../../session/connect.ts";
import type { DeliveryReason } from "../delivery-reasons.ts";

/** A delivery that this dispatcher holds until its lease runs out. */
export interface ClaimedDelivery {
  readonly id: Buffer;
  readonly projectId: Buffer;
  readonly mode: Mode;
  readonly scheduleId: Buffer;
  readonly requestId: Buffer;
  readonly endpointId: Buffer | null;
  readonly scheduledFor: number;
  /** Below 0: a replay or trigger. */
  readonly ordinal: number;
  readonly recurring: boolean;
  readonly earlyFire: boolean;
  /** The instant at which it was to be claimed: due, or expired. */
  readonly claimAt: number;
  readonly expiresAt: number | null;
  /** Attempts begun so far. */
  readonly attemptCount: number;
  readonly reason: DeliveryReason | null;
  readonly contentBytes: number;
  readonly idempotencyId: Buffer;
  /** Begin, renew, release and settle must name it. */
  readonly fence: number;
}

export interface Claim {
  readonly holder: Buffer;
  /** Bounds on `claim_at`; `from` is inclusive, `before` exclusive. */
  readonly from: number;
  readonly before: number;
  /**
   * Bounds on the instant when it was due. This is earlier than `claim_at` for deliveries that were given
   * back to wait.
   */
  readonly dueFrom: number;
  readonly dueBefore: number;
  /** Claims only this project's deliveries; null: those of all projects. */
  readonly projectId: Buffer | null;
  readonly mostRows: number;
  /** Bound on the total size of content; one delivery is claimed even if it alone is larger. */
  readonly mostBytes: number;
  /** Length of the lease from now, by the store's time. */
  readonly leaseMs: number;
}

interface ClaimRow extends RowDataPacket {
  id: Buffer;
  project_id: Buffer;
  mode: Mode;
  schedule_id: Buffer;
  request_id: Buffer;
  endpoint_id: Buffer | null;
  scheduled_for: number;
  ordinal: number;
  recurring: number;
  early_fire: number;
  claim_at: number;
  expires_at: number | null;
  attempt_count: number;
  reason: DeliveryReason | null;
  content_bytes: number;
  idempotency_id: Buffer;
  fence: number;
}

/**
 * Claims due deliveries in a span of time, the earliest first. Skips those that another dispatcher is
 * claiming at the same moment. Reads in the order of `deliveries_to_claim` (or, for one project,
 * `deliveries_to_claim_by_project`) without a sort: with a sort, SKIP LOCKED would let one dispatcher lock
 * everything. An empty span costs one plain read.
 */
export async function claimDueDeliveries(store: Store, claim: Claim): Promise<ClaimedDelivery[]> {
  const [first] = await store.rows(claimSql(claim, "id", ""), claimBound(claim, 1));
  if (!first) return [];
  return store.transact(async (transaction) => {
    const rows = await transaction.rows<ClaimRow>(
      claimSql(claim, columns, "FOR UPDATE SKIP LOCKED"),
      claimBound(claim, claim.mostRows),
    );
    const taken = withinBytes(rows, claim.mostBytes);
    if (taken.length > 0) await hold(transaction, claim, taken);
    return toClaimed(taken);
  });
}

const columns = `id, project_id, mode, schedule_id, request_id, endpoint_id, scheduled_for, ordinal, recurring, early_fire, claim_at,
  expires_at, attempt_count, reason, content_bytes, idempotency_id, fence`;

/** Builds the locking read; exported for the test that asserts its plan. */
export function claimSql(claim: Pick<Claim, "projectId">, selected: string, locking: string): string {
  const index = claim.projectId ? "deliveries_to_claim_by_project" : "deliveries_to_claim";
  const order = claim.projectId ? "project_id, claim_at, id" : "claim_at, id";
  return `SELECT ${selected} FROM deliveries FORCE INDEX (${index})
    WHERE ${claim.projectId ? "project_id = ? AND " : ""}claim_at >= ? AND claim_at < ?
      AND LEAST(claim_at, next_attempt_at) >= ? AND LEAST(claim_at, next_attempt_at) < ?
    ORDER BY ${order} LIMIT ? ${locking}`;
}

function claimBound(claim: Claim, limit: number) {
  const { projectId, from, before, dueFrom, dueBefore } = claim;
  return [...(projectId ? [projectId] : []), from, before, dueFrom, dueBefore, limit];
}

function withinBytes(rows: readonly ClaimRow[], mostBytes: number): ClaimRow[] {
  let bytes = 0;
  const end = rows.findIndex((row, index) => {
    bytes += row.content_bytes;
    return bytes > mostBytes && index > 0;
  });
  return end === -1 ? [...rows] : rows.slice(0, end);
}

async function hold(transaction: Queryable, claim: Claim, rows: readonly ClaimRow[]): Promise<void> {
  await transaction.change(
    "UPDATE deliveries FORCE INDEX (PRIMARY) SET holder = ?, lease_expires_at = ? + ?, fence = fence + 1, claim_at = NULL WHERE id IN (?)",
    [claim.holder, transaction.time, claim.leaseMs, rows.map(({ id }) => id)],
  );
}

/** Shares one Buffer between equal ids to save memory, since thousands of deliveries are held at once. */
function toClaimed(rows: readonly ClaimRow[]): ClaimedDelivery[] {
  let project: Buffer | undefined;
  return rows.map((row) => {
    if (!project?.equals(row.project_id)) project = row.project_id;
    return {
      id: row.id,
      projectId: project,
      mode: row.mode,
      scheduleId: row.schedule_id,
      requestId: row.request_id,
      endpointId: row.endpoint_id,
      scheduledFor: row.scheduled_for,
      ordinal: row.ordinal,
      recurring: row.recurring === 1,
      earlyFire: row.early_fire === 1,
      claimAt: row.claim_at,
      expiresAt: row.expires_at,
      attemptCount: row.attempt_count,
      reason: row.reason,
      contentBytes: row.content_bytes,
      idempotencyId: row.idempotency_id.equals(row.id) ? row.id : row.idempotency_id,
      fence: row.fence + 1,
    };
  });
}
