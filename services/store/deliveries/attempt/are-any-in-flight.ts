import type { Queryable } from "../../session/connect.ts";

/** True if an attempt of any of these deliveries has begun and is not settled. By primary key. */
export async function areAnyInFlight(store: Queryable, ids: readonly Buffer[]): Promise<boolean> {
  const rows = await store.rows(
    "SELECT 1 FROM deliveries FORCE INDEX (PRIMARY) WHERE id IN (?) AND state = 'dispatching' LIMIT 1",
    [[...ids]],
  );
  return rows.length > 0;
}
