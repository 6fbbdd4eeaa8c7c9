import type { RowDataPacket } from "mysql2/promise";
import type { Owner } from "../../accounts/owner.ts";
import { lockEndpoints } from "../../endpoints/lock-endpoints.ts";
import { type IdempotencyRecord, insertIdempotencyKeys } from "../../idempotency/idempotency-keys.ts";
import { madeCountId } from "../../idempotency/made-count.ts";
import type { Store, Transaction } from "../../session/connect.ts";
import {
  type DeliveryRecord,
  type DeliveryRow,
  deliveryColumns,
  deliveryJoins,
  toDeliveryRecord,
} from "../delivery-record.ts";
import { insertDeliveries, type NewDelivery } from "../insert-deliveries.ts";

/** Parameters of replaying dead letters. */
export interface DeadLetterReplays {
  /** True to include those that were replayed before. */
  readonly again: boolean;
  /** Makes the new delivery from the locked old one; when it throws, nothing has changed. */
  readonly make: (delivery: DeliveryRecord) => NewDelivery;
  readonly now: number;
}

/**
 * Makes new deliveries that send dead letters again, and notes that these were replayed, in one transaction.
 * Skips ids that are not dead letters of the owner, and those whose profile was deleted.
 *
 * @param ids some hundreds at most
 * @returns the number of new deliveries
 */
export function replayDeadLetters(
  store: Store,
  owner: Owner,
  ids: readonly Buffer[],
  replays: DeadLetterReplays,
): Promise<number> {
  return store.transact((transaction) => replayBatch(transaction, owner, ids, replays));
}

/**
 * As `replayDeadLetters`, for thousands: all in one transaction, which also stores an idempotency key. Takes
 * a second for ten thousand; that is safe because no delivery in progress locks dead letters.
 *
 * @param batches some hundreds of ids each
 * @param key without its object, which is the number replayed; a duplicate error means that another request
 * took it first
 */
export function replayDeadLettersOnce(
  store: Store,
  owner: Owner,
  batches: readonly (readonly Buffer[])[],
  key: Omit<IdempotencyRecord, "objectId">,
  replays: DeadLetterReplays,
): Promise<number> {
  return store.transact(async (transaction) => {
    let made = 0;
    for (const ids of batches) made += await replayBatch(transaction, owner, ids, replays);
    await insertIdempotencyKeys(transaction, [{ ...key, objectId: madeCountId(made) }]);
    return made;
  });
}

async function replayBatch(
  transaction: Transaction,
  owner: Owner,
  ids: readonly Buffer[],
  { again, make, now }: DeadLetterReplays,
): Promise<number> {
  const rows = await transaction.rows<RowDataPacket & { id: Buffer }>(
    `SELECT id FROM deliveries FORCE INDEX (PRIMARY)
     WHERE id IN (?) AND project_id = ? AND mode = ? AND state = 'dead_lettered'${again ? "" : " AND replayed_at IS NULL"}
     ORDER BY id FOR UPDATE`,
    [[...ids], owner.projectId, owner.mode],
  );
  if (rows.length === 0) return 0;
  const locked = rows.map(({ id }) => id);
  const old = await transaction.rows<DeliveryRow>(
    `SELECT ${deliveryColumns} FROM deliveries d FORCE INDEX (PRIMARY) STRAIGHT_JOIN ${deliveryJoins} WHERE d.id IN (?)`,
    [locked],
  );
  const records = old.map(toDeliveryRecord);
  const named = records.flatMap(({ endpointId }) => (endpointId ? [{ owner, id: endpointId }] : []));
  const isThere = await lockEndpoints(transaction, named);
  const sendable = records.filter(({ endpointId: id }) => id === null || isThere({ owner, id }));
  if (sendable.length === 0) return 0;
  await insertDeliveries(transaction, sendable.map(make));
  await transaction.change("UPDATE deliveries FORCE INDEX (PRIMARY) SET replayed_at = ? WHERE id IN (?)", [
    now,
    sendable.map(({ id }) => id),
  ]);
  return sendable.length;
}
