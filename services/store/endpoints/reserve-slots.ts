import type { RowDataPacket } from "mysql2/promise";
import type { Queryable, Store } from "../connect.ts";

/**
 * Reserves places in the line of a profile that allows so many requests a second: one statement for a batch, and
 * every dispatcher draws from the same line. `place` is handed the first free moment and returns the moments
 * taken and the first one that is free after them; all in fractions of Unix milliseconds.
 */
export function reserveSlots<Placed>(
  store: Store,
  endpointId: Buffer,
  place: (freeAt: number) => { readonly placed: Placed; readonly freeAt: number },
): Promise<Placed> {
  return store.transact(async (transaction) => {
    await lockFlow(transaction, endpointId);
    const [row] = await transaction.rows<RowDataPacket & { free_at: number }>(
      "SELECT free_at FROM endpoint_flow WHERE endpoint_id = ?",
      [endpointId],
    );
    const { placed, freeAt } = place(row?.free_at ?? 0);
    await transaction.change("UPDATE endpoint_flow SET free_at = ? WHERE endpoint_id = ?", [
      freeAt,
      endpointId,
    ]);
    return placed;
  });
}

/** Locks the row that dispatchers agree over; made when it is first needed. */
export async function lockFlow(transaction: Queryable, endpointId: Buffer): Promise<void> {
  await transaction.change(
    "INSERT INTO endpoint_flow (endpoint_id, free_at) VALUES (?, 0) ON DUPLICATE KEY UPDATE free_at = free_at",
    [endpointId],
  );
}
