import type { RowDataPacket } from "mysql2/promise";
import type { Store } from "../../session/connect.ts";
import { byFence, type HeldDelivery } from "../held-delivery.ts";

/**
 * Extends the leases that this dispatcher still holds to `leaseMs` from now, by the store's time; the other
 * deliveries have been settled or reclaimed. Skips rows that another transaction has locked, since they are
 * being settled or given back, and waiting for one would keep hundreds of others locked.
 *
 * @returns the ids of the renewed deliveries, as hex
 */
export async function renewLeases(
  store: Store,
  holder: Buffer,
  deliveries: readonly HeldDelivery[],
  leaseMs: number,
): Promise<Set<string>> {
  const renewed = new Set<string>();
  for (const [fence, ids] of byFence(deliveries)) {
    for (const id of await renew(store, holder, fence, ids, leaseMs)) renewed.add(id.toString("hex"));
  }
  return renewed;
}

async function renew(
  store: Store,
  holder: Buffer,
  fence: number,
  ids: readonly Buffer[],
  leaseMs: number,
): Promise<readonly Buffer[]> {
  return store.transact(async (transaction) => {
    const rows = await transaction.rows<RowDataPacket & { id: Buffer }>(
      `SELECT id FROM deliveries FORCE INDEX (PRIMARY)
       WHERE id IN (?) AND holder = ? AND fence = ? FOR UPDATE SKIP LOCKED`,
      [[...ids], holder, fence],
    );
    const held = rows.map(({ id }) => id);
    if (held.length > 0) {
      await transaction.change(
        "UPDATE deliveries FORCE INDEX (PRIMARY) SET lease_expires_at = ? + ? WHERE id IN (?)",
        [transaction.time, leaseMs, held],
      );
    }
    return held;
  });
}
