import type { RowDataPacket } from "mysql2/promise";
import type { Queryable, Store } from "../session/connect.ts";

interface FlowRow extends RowDataPacket {
  endpoint_id: Buffer;
  free_at: number;
}

/** The requests to one profile or origin, with their limit a second; all dispatchers share it. */
export interface Flow {
  /** The id of a profile, or 16 bytes of the hash of an origin. */
  readonly key: Buffer;
}

/**
 * Reserves slots of flows with a few statements, however many flows a claim has. `place` gets the first free
 * instant of a flow; it returns the instants it takes and the first free one after them, all in fractional
 * Unix milliseconds.
 *
 * @returns the results of `place`, in the order of the flows' keys
 */
export function reserveSlots<Each extends Flow, Placed>(
  store: Store,
  flows: readonly Each[],
  place: (flow: Each, freeAt: number) => { readonly placed: Placed; readonly freeAt: number },
): Promise<Placed[]> {
  // Locks in one order, so that two dispatchers do not deadlock.
  const inOrder = flows.toSorted((one, other) => Buffer.compare(one.key, other.key));
  return store.transact(async (transaction) => {
    if (inOrder.length === 0) return [];
    const keys = inOrder.map(({ key }) => key);
    await lockFlows(transaction, keys);
    const rows = await transaction.rows<FlowRow>(
      "SELECT endpoint_id, free_at FROM endpoint_flow WHERE endpoint_id IN (?)",
      [keys],
    );
    const freeAts = new Map(rows.map((row) => [row.endpoint_id.toString("hex"), row.free_at]));
    const reserved = inOrder.map((flow) => ({
      key: flow.key,
      ...place(flow, freeAts.get(flow.key.toString("hex")) ?? 0),
    }));
    await transaction.change(
      "INSERT INTO endpoint_flow (endpoint_id, free_at) VALUES ? ON DUPLICATE KEY UPDATE free_at = VALUES(free_at)",
      [reserved.map(({ key, freeAt }) => [key, freeAt])],
    );
    return reserved.map(({ placed }) => placed);
  });
}

/**
 * Locks the row that coordinates dispatchers, and makes it when it is first needed. Writes the row, once for
 * a batch: a lock that writes nothing would let a dispatcher on another server begin as many again.
 */
export async function lockFlow(transaction: Queryable, endpointId: Buffer): Promise<void> {
  await transaction.change(
    "INSERT INTO endpoint_flow (endpoint_id, free_at) VALUES (?, 0) ON DUPLICATE KEY UPDATE lock_count = lock_count + 1",
    [endpointId],
  );
}

/** The caller must update `free_at` afterwards; that is the write which makes the lock hold on all servers. */
async function lockFlows(transaction: Queryable, keys: readonly Buffer[]): Promise<void> {
  await transaction.change(
    "INSERT INTO endpoint_flow (endpoint_id, free_at) VALUES ? ON DUPLICATE KEY UPDATE free_at = free_at",
    [keys.map((key) => [key, 0])],
  );
}
