import type { RowDataPacket } from "mysql2/promise";
import type { Store } from "../session/connect.ts";
import { byFence, type HeldDelivery } from "./held-delivery.ts";

/**
 * Has the leases that this dispatcher still holds run for `leaseMs` from now on, by the store's time; the others are
 * settled or somebody else's by now.
 *
 * @returns the ids of those that are held, as hex
 */
export async function renewLeases(
  store: Store,
  holder: Buffer,
  deliveries: readonly HeldDelivery[],
  leaseMs: number,
): Promise<Set<string>> {
  const held = new Set<string>();
  for (const [fence, ids] of byFence(deliveries)) {
    for (const id of await renew(store, holder, fence, ids, leaseMs)) held.add(id.toString("hex"));
  }
  return held;
}

async function renew(
  store: Store,
  holder: Buffer,
  fence: number,
  ids: readonly Buffer[],
  leaseMs: number,
): Promise<readonly Buffer[]> {
  const met = await store.change(
    "UPDATE deliveries FORCE INDEX (PRIMARY) SET lease_expires_at = ? + ? WHERE id IN (?) AND holder = ? AND fence = ?",
    [store.time, leaseMs, [...ids], holder, fence],
  );
  if (met === ids.length) return ids;
  const rows = await store.rows<RowDataPacket & { id: Buffer }>(
    `SELECT id FROM deliveries FORCE INDEX (PRIMARY)
     WHERE id IN (?) AND holder = ? AND fence = ?`,
    [[...ids], holder, fence],
  );
  return rows.map(({ id }) => id);
}
