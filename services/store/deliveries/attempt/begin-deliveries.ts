import type { RowDataPacket } from "mysql2/promise";
import { type EndpointVersion, lockUnchanged } from "../../endpoints/lock-unchanged.ts";
import { lockFlow } from "../../endpoints/reserve-slots.ts";
import type { Queryable, Store, Transaction } from "../../session/connect.ts";
import type { HeldDelivery } from "../held-delivery.ts";

/** A claimed delivery as it would be sent. */
export interface ReadyDelivery {
  readonly claimed: HeldDelivery;
  /** The version of the endpoint profile that was read; null: the delivery goes to a URL of its own. */
  readonly profile: EndpointVersion | null;
}

/** Outcome of a begin; ids are hex. */
export interface BegunDeliveries {
  /** May be sent. */
  readonly begun: ReadonlySet<string>;
  /** Not begun, since their profile has changed since it was read; still held. */
  readonly changed: ReadonlySet<string>;
  /** Not begun, since their profile has no free slot; still held. */
  readonly busy: ReadonlySet<string>;
}

/**
 * An attempt begins a little before it is due, or earlier where the schedule allows that; never by more than
 * this.
 */
const mostAheadMs = 600;

/** The caller's time, and by how much it was moved ahead of the server's (`services/store/dev-clock`). */
interface Moment {
  readonly now: number;
  readonly aheadMs: number;
}

/**
 * Moves claimed deliveries to `dispatching` and counts one attempt more for each. Takes only those that this
 * claim still holds under a lease, that are not canceled, paused or expired, and whose profile has not
 * changed since it was read. The profile is locked against changes until the begin is committed.
 *
 * This statement decides between a begin and a cancel: a cancel that comes before it wins, one that comes
 * after it is refused. Nothing may be sent for a delivery that is not among the begun.
 *
 * @param aheadMs by how much tests have moved `now` ahead of the server's clock
 */
export async function beginDeliveries(
  store: Store,
  holder: Buffer,
  deliveries: readonly ReadyDelivery[],
  now: number,
  aheadMs = 0,
): Promise<BegunDeliveries> {
  const begun = new Set<string>();
  const changed = new Set<string>();
  for (const group of Map.groupBy(deliveries, fenceOf).values()) {
    // In a transaction, so that the UPDATE is undone and not counted twice if the connection is lost over it.
    const result = await store.transact((transaction) =>
      beginGroup(transaction, holder, group, { now, aheadMs }),
    );
    for (const id of result.begun) begun.add(id.toString("hex"));
    for (const each of result.changed) changed.add(hexOf(each));
  }
  return { begun, changed, busy: new Set() };
}

/**
 * As `beginDeliveries`, for one profile that limits concurrent requests: begins as many as all dispatchers
 * together leave free.
 */
export async function beginWithinConcurrency(
  store: Store,
  holder: Buffer,
  deliveries: readonly ReadyDelivery[],
  endpointId: Buffer,
  maxConcurrency: number,
  now: number,
  aheadMs = 0,
): Promise<BegunDeliveries> {
  return store.transact(async (transaction) => {
    await lockFlow(transaction, endpointId);
    const [row] = await transaction.rows<RowDataPacket & { busy: number }>(
      `SELECT COUNT(*) AS busy FROM deliveries FORCE INDEX (deliveries_on_the_wire)
       WHERE wire_endpoint_id = ?`,
      [endpointId],
    );
    const room = Math.max(maxConcurrency - (row?.busy ?? 0), 0);
    const begun = new Set<string>();
    const changed = new Set<string>();
    for (const group of Map.groupBy(deliveries.slice(0, room), fenceOf).values()) {
      const result = await beginGroup(transaction, holder, group, { now, aheadMs });
      for (const id of result.begun) begun.add(id.toString("hex"));
      for (const each of result.changed) changed.add(hexOf(each));
    }
    return { begun, changed, busy: new Set(deliveries.slice(room).map(hexOf)) };
  });
}

/** @param group deliveries of one fence */
async function beginGroup(
  transaction: Transaction,
  holder: Buffer,
  group: readonly ReadyDelivery[],
  moment: Moment,
): Promise<{ readonly begun: readonly Buffer[]; readonly changed: readonly ReadyDelivery[] }> {
  const isUnchanged = await lockUnchanged(
    transaction,
    group.flatMap(({ profile }) => profile ?? []),
  );
  const ready = group.filter(({ profile }) => profile === null || isUnchanged(profile));
  const [first] = ready;
  const ids = ready.map(({ claimed }) => claimed.id);
  return {
    begun: first ? await begin(transaction, holder, first.claimed.fence, ids, moment) : [],
    changed: group.filter((each) => !ready.includes(each)),
  };
}

function fenceOf({ claimed }: ReadyDelivery): number {
  return claimed.fence;
}

function hexOf({ claimed }: ReadyDelivery): string {
  return claimed.id.toString("hex");
}

async function begin(
  transaction: Queryable,
  holder: Buffer,
  fence: number,
  ids: readonly Buffer[],
  { now, aheadMs }: Moment,
): Promise<readonly Buffer[]> {
  const { time } = transaction;
  const met = await transaction.change(
    `UPDATE deliveries FORCE INDEX (PRIMARY) SET state = 'dispatching', attempt_count = attempt_count + 1, reason = NULL,
       version = version + 1, updated_at = ?
     WHERE id IN (?) AND holder = ? AND fence = ? AND lease_expires_at > ? AND state IN ('scheduled', 'retrying')
       AND next_attempt_at <= ? + ? AND (expires_at IS NULL OR expires_at > ?) AND (reason IS NULL OR reason <> 'paused')`,
    [now, [...ids], holder, fence, time, time, mostAheadMs + aheadMs, now],
  );
  if (met === ids.length) return ids;
  const rows = await transaction.rows<RowDataPacket & { id: Buffer }>(
    "SELECT id FROM deliveries WHERE id IN (?) AND holder = ? AND fence = ? AND state = 'dispatching'",
    [[...ids], holder, fence],
  );
  return rows.map(({ id }) => id);
}
