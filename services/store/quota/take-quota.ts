import { randomInt } from "node:crypto";
import type { Transaction } from "../session/connect.ts";
import { loadUsage } from "./load-usage.ts";

/** Rows that an account's count of a period is spread over. */
const shards = 8;
/** Most schedules that one transaction makes; the RPCs that create refuse more. */
const mostOfTransaction = 1_000;
/**
 * Most schedules that a transaction cannot see while it holds a shard: other transactions that have not committed
 * hold one of the other shards each.
 */
export const mostUnseen = (shards - 1) * mostOfTransaction;

/** Schedules that one account is about to make in this transaction. */
export interface QuotaRequest {
  readonly accountId: Buffer;
  /** 1 to 1000. */
  readonly count: number;
  /** Schedules that the account had made when it was last read. */
  readonly scheduled: number;
  /** Most schedules of the period; null: no limit. */
  readonly most: number | null;
}

/** The part of a request that the account may make. */
export interface TakenQuota {
  /** From 0 to `count`. */
  readonly count: number;
  /** Schedules that the account made before these; exact within `mostUnseen` of the end, else without those in flight. */
  readonly before: number;
}

/** A request in progress. `counted` of its schedules are in the row of `shard`. */
interface Counting extends QuotaRequest {
  readonly key: string;
  readonly shard: number;
  readonly counted: number;
}

/** A row of the counts, and what is added to it. Any change locks it until the transaction ends. */
interface ShardChange {
  readonly accountId: Buffer;
  readonly shard: number;
  readonly added: number;
}

/**
 * Counts schedules in the transaction that makes them, never more than an account's limit allows.
 *
 * Far from the limit it adds to one of the account's shards at random, then reads the sum: whoever reads last
 * sees all but the holders of the other seven shards. Within `mostUnseen` of the limit it locks all eight, each
 * by a change, and the sum is exact. An account that is at its limit is refused by what was read before, without
 * a lock. Accounts and shards are locked in one order.
 *
 * @returns what each account may make, by its id in hex
 */
export async function takeQuota(
  transaction: Transaction,
  period: number,
  requests: readonly QuotaRequest[],
): Promise<Map<string, TakenQuota>> {
  const taken = new Map<string, TakenQuota>();
  const near: Counting[] = [];
  const far: Counting[] = [];
  for (const request of requests) {
    const { accountId, scheduled, count, most } = request;
    const [key, shard] = [accountId.toString("hex"), randomInt(shards)];
    // The count of a period only grows.
    if (most !== null && scheduled >= most) taken.set(key, { count: 0, before: scheduled });
    else if (isFar(most, scheduled + count)) far.push({ ...request, key, shard, counted: count });
    else near.push({ ...request, key, shard, counted: 0 });
  }
  await add(transaction, period, [
    ...near.flatMap(everyShard),
    ...far.map(({ accountId, shard, count }) => ({ accountId, shard, added: count })),
  ]);
  const sums = await sumsOf(
    transaction,
    period,
    [...near, ...far].filter(({ most }) => most !== null),
  );
  const late: Counting[] = [];
  for (const one of far) {
    const { key, count, scheduled, most } = one;
    const sum = sums.get(key) ?? scheduled + count;
    if (isFar(most, sum)) taken.set(key, { count, before: sum - count });
    else late.push(one);
  }
  for (const one of near) taken.set(one.key, await takeExactly(transaction, period, one, sums));
  // Others have counted meanwhile, so the locks are taken out of order; of two that deadlock the server restarts one.
  await add(transaction, period, late.flatMap(everyShard));
  const exact = await sumsOf(transaction, period, late);
  for (const one of late) taken.set(one.key, await takeExactly(transaction, period, one, exact));
  return taken;
}

/** True if the limit cannot be passed, whatever other transactions have not committed yet. */
function isFar(most: number | null, sum: number): boolean {
  return most === null || sum + mostUnseen <= most;
}

function everyShard({ accountId }: Counting): ShardChange[] {
  return Array.from({ length: shards }, (_, shard) => ({ accountId, shard, added: 0 }));
}

async function add(transaction: Transaction, period: number, changes: readonly ShardChange[]): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.toSorted(
    (one, other) => Buffer.compare(one.accountId, other.accountId) || one.shard - other.shard,
  );
  await transaction.later(
    `INSERT INTO usage_counts (account_id, period, shard, schedules) VALUES ?
     ON DUPLICATE KEY UPDATE schedules = schedules + VALUES(schedules), lock_count = lock_count + 1`,
    [rows.map(({ accountId, shard, added }) => [accountId, period, shard, added])],
  );
}

/** Sums by account, its id in hex; no statement without accounts. */
async function sumsOf(
  transaction: Transaction,
  period: number,
  accounts: readonly Counting[],
): Promise<Map<string, number>> {
  const ids = accounts.map(({ accountId }) => accountId);
  const usage = await loadUsage(transaction, ids, period);
  return new Map([...usage].map(([key, { scheduled }]) => [key, scheduled]));
}

/** Corrects the count to what fits; all shards are locked. */
async function takeExactly(
  transaction: Transaction,
  period: number,
  { accountId, key, shard, count, counted, most }: Counting,
  sums: ReadonlyMap<string, number>,
): Promise<TakenQuota> {
  const before = (sums.get(key) ?? 0) - counted;
  const fits = most === null ? count : Math.min(count, Math.max(0, most - before));
  if (fits !== counted) {
    await transaction.later(
      "UPDATE usage_counts SET schedules = schedules + ? WHERE account_id = ? AND period = ? AND shard = ?",
      [fits - counted, accountId, period, shard],
    );
  }
  return { count: fits, before };
}
