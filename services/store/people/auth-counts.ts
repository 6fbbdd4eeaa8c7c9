import { createHash } from "node:crypto";
import type { RowDataPacket } from "mysql2/promise";
import type { Store } from "../session/connect.ts";

/** A name that is counted, the span of its windows, and the most that one of them allows. */
export interface AuthLimit {
  /** Such as `start:<address>`; only its hash is stored. */
  readonly name: string;
  readonly windowMs: number;
  readonly most: number;
}

/** Counts one more of each name in its window of now, by primary key; true if all are within their limits. */
export async function countAuth(store: Store, limits: readonly AuthLimit[], now: number): Promise<boolean> {
  return store.transact(async (transaction) => {
    let isWithin = true;
    const ordered = limits.map((limit) => ({ ...limit, row: rowOf(limit.name) }));
    for (const { row, windowMs, most } of ordered.sort((a, b) => Buffer.compare(a.row, b.row))) {
      const start = now - (now % windowMs);
      await transaction.change(
        "INSERT INTO auth_counts (name, window_start) VALUES (?, ?) ON DUPLICATE KEY UPDATE count = count + 1",
        [row, start],
      );
      isWithin &&= (await countOf(transaction, row, start)) <= most;
    }
    return isWithin;
  });
}

/** True if a name has been counted fewer than `most` times in its window of now; counts nothing. */
export async function isWithinAuthLimit(
  store: Store,
  { name, windowMs, most }: AuthLimit,
  now: number,
): Promise<boolean> {
  return (await countOf(store, rowOf(name), now - (now % windowMs))) < most;
}

/** Deletes up to `limit` counts of windows that began before an instant, on `auth_counts_by_window`. */
export function purgeAuthCounts(store: Store, before: number, limit: number): Promise<number> {
  return store.change(`DELETE FROM auth_counts WHERE window_start < ? ORDER BY window_start LIMIT ${limit}`, [
    before,
  ]);
}

async function countOf(store: Pick<Store, "rows">, row: Buffer, start: number): Promise<number> {
  const [found] = await store.rows<RowDataPacket & { count: number }>(
    "SELECT count FROM auth_counts WHERE name = ? AND window_start = ?",
    [row, start],
  );
  return found?.count ?? 0;
}

function rowOf(name: string): Buffer {
  return createHash("sha256").update(name).digest().subarray(0, 16);
}
