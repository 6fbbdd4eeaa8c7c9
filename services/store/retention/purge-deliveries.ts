import type { RowDataPacket } from "mysql2/promise";
import type { DeliveryReason } from "../deliveries/delivery-reasons.ts";
import { firstIdOf } from "../lists/newest-first.ts";
import type { Store } from "../session/connect.ts";
import { latestCutOff, type Retention, retentionCutOff } from "./retention.ts";

/**
 * Bounds on the rows looked at in one statement and deleted in one transaction. A delivery with more attempts
 * is still deleted whole.
 */
const mostLooked = 200;
const mostDeleted = 200;

/** Result of one step of a walk. */
export interface PurgeStep {
  readonly purged: number;
  /** Where the walk continues; null: it has ended. */
  readonly next: Buffer | null;
}

interface AgedRow extends RowDataPacket {
  id: Buffer;
  project_id: Buffer;
  attempt_count: number;
  completed_at: number | null;
  scheduled_for: number;
  recurring: number;
  reason: DeliveryReason | null;
}

/** By primary key, from where the walk is. */
export const agedDeliveriesSql = `SELECT id, project_id, attempt_count, completed_at, scheduled_for, recurring, reason
  FROM deliveries FORCE INDEX (PRIMARY)
  WHERE id > ? AND id < ? ORDER BY id LIMIT ${mostLooked}`;

/**
 * Runs one step of a walk through the deliveries in the order of creation, up to those too young to purge.
 * Deletes those that were settled before their project's cut-off, with their attempts, and passes over the
 * others. A locked delivery, such as one being replayed, is left to the next walk.
 *
 * @param after where the walk is; 16 zero bytes at its start
 */
export async function purgeDeliveries(
  store: Store,
  retention: Retention,
  now: number,
  after: Buffer,
): Promise<PurgeStep> {
  const rows = await store.rows<AgedRow>(agedDeliveriesSql, [after, firstIdOf(latestCutOff(retention, now))]);
  const batch: AgedRow[] = [];
  let count = 0;
  let next = rows.length === mostLooked ? (rows.at(-1)?.id ?? null) : null;
  for (const row of rows) {
    const cutOff = retentionCutOff(retention, row.project_id, now);
    if (row.completed_at === null || row.completed_at >= cutOff || isStillCalledFor(row, cutOff)) continue;
    count += 1 + row.attempt_count;
    if (count > mostDeleted && batch.length > 0) {
      next = batch.at(-1)?.id ?? null;
      break;
    }
    batch.push(row);
  }
  const ids = batch.map(({ id }) => id);
  return { purged: ids.length === 0 ? 0 : await deleteDeliveries(store, ids), next };
}

/**
 * True if the plan still calls for this canceled occurrence: it was canceled individually before it was due,
 * and without its row the ledger would show a hole. Occurrences that ended with their plan have a reason, and
 * a one-shot ends with its occurrence.
 */
function isStillCalledFor(row: AgedRow, cutOff: number): boolean {
  return row.recurring === 1 && row.reason === null && row.scheduled_for >= cutOff;
}

function deleteDeliveries(store: Store, ids: readonly Buffer[]): Promise<number> {
  return store.transact(async (transaction) => {
    const rows = await transaction.rows<AgedRow>(
      "SELECT id FROM deliveries FORCE INDEX (PRIMARY) WHERE id IN (?) ORDER BY id FOR UPDATE SKIP LOCKED",
      [[...ids]],
    );
    if (rows.length === 0) return 0;
    const locked = rows.map(({ id }) => id);
    await transaction.change(
      "DELETE a FROM attempts a FORCE INDEX (attempts_by_delivery) WHERE a.delivery_id IN (?)",
      [locked],
    );
    return transaction.change("DELETE d FROM deliveries d FORCE INDEX (PRIMARY) WHERE d.id IN (?)", [locked]);
  });
}
