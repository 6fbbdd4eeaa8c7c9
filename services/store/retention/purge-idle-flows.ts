import type { Store } from "../session/connect.ts";

/** Deleted in one statement. */
const mostDeleted = 1_000;

/**
 * Deletes flows whose first free moment has passed, which says as much as no row: of origins there may
 * come to be any number. The table is read whole; it has a row for what was sent to since the last time.
 *
 * @param before well in the past, since clocks of dispatchers are apart
 * @returns whether there may be more
 */
export async function purgeIdleFlows(store: Store, before: number): Promise<boolean> {
  const deleted = await store.change(
    `DELETE FROM endpoint_flow WHERE free_at < ? ORDER BY endpoint_id LIMIT ${mostDeleted}`,
    [before],
  );
  return deleted === mostDeleted;
}
