import type { Store } from "../session/connect.ts";

/** Deleted in one statement. */
const mostDeleted = 1_000;

/**
 * Deletes flows whose first free instant has passed: they mean the same as no row, and the number of origins
 * is unbounded. Reads the whole table, which has a row for each destination used since the last time.
 *
 * @param before well in the past, since the clocks of dispatchers differ
 * @returns true if there may be more
 */
export async function purgeIdleFlows(store: Store, before: number): Promise<boolean> {
  const deleted = await store.change(
    `DELETE FROM endpoint_flow WHERE free_at < ? ORDER BY endpoint_id LIMIT ${mostDeleted}`,
    [before],
  );
  return deleted === mostDeleted;
}
