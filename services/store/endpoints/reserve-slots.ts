import type { RowDataPacket } from "mysql2/promise";
import type { Queryable, Store } from "../session/connect.ts";

interface FlowRow extends RowDataPacket {
  endpoint_id: Buffer;
  free_at: number;
}

/** Describes what goes to one profile or origin, at so many requests a second; all dispatchers share it. */
export interface Flow {
  /** Of a profile its id; of an origin 16 bytes of its hash. */
  readonly key: Buffer;
}

/**
 * Reserves slots of flows: a few statements for all that a claim took, however many flows there are. `place` is
 * handed the first free moment of a flow and returns the moments taken and the first one that is free after them; all
 * in fractions of Unix milliseconds.
 *
 * @returns what `place` placed, in the order of the flows' keys
 */
export function reserveSlots<Each extends Flow, Placed>(
  store: Store,
  flows: readonly Each[],
  place: (flow: Each, freeAt: number) => { readonly placed: Placed; readonly freeAt: number },
): Promise<Placed[]> {
  // In one order, so that two dispatchers do not wait for each other.
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
 * Locks the row that dispatchers agree over; made when it is first needed. It is written, once for a batch: a lock that
 * writes nothing would let a dispatcher on another server begin as many again.
 */
export async function lockFlow(transaction: Queryable, endpointId: Buffer): Promise<void> {
  await transaction.change(
    "INSERT INTO endpoint_flow (endpoint_id, free_at) VALUES (?, 0) ON DUPLICATE KEY UPDATE lock_count = lock_count + 1",
    [endpointId],
  );
}

/** Whoever locks these moves `free_at` afterwards, which is what writes them. */
async function lockFlows(transaction: Queryable, keys: readonly Buffer[]): Promise<void> {
  await transaction.change(
    "INSERT INTO endpoint_flow (endpoint_id, free_at) VALUES ? ON DUPLICATE KEY UPDATE free_at = free_at",
    [keys.map((key) => [key, 0])],
  );
}
