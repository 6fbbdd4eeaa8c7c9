import type { RowDataPacket } from "mysql2/promise";
import type { Queryable } from "../session/connect.ts";
import type { ReadyDelivery } from "./begin-deliveries.ts";
import { byFence, type HeldDelivery } from "./held-delivery.ts";

/** A begun delivery as it would be sent. */
export interface BegunDelivery extends ReadyDelivery {
  readonly claimed: HeldDelivery & { readonly requestId: Buffer };
}

interface BegunRow extends RowDataPacket {
  id: Buffer;
  request_id: Buffer;
  profile_version: number | null;
}

/**
 * Of deliveries that have begun and not started yet, those that may still be sent as they are: this holder has them
 * under a lease, nobody has canceled, paused or rescheduled them, and request and profile are what they were. It is true
 * of the moment of the statement; who changes something after it waits, as after a begin. By primary key.
 *
 * @returns their ids, as hex
 */
export async function findStillBegun(
  store: Queryable,
  holder: Buffer,
  deliveries: readonly BegunDelivery[],
): Promise<Set<string>> {
  const wanted = new Map(deliveries.map((each) => [each.claimed.id.toString("hex"), each]));
  const found = new Set<string>();
  for (const [fence, ids] of byFence(deliveries.map(({ claimed }) => claimed))) {
    const rows = await store.rows<BegunRow>(
      `SELECT d.id, d.request_id, e.version AS profile_version
       FROM deliveries d FORCE INDEX (PRIMARY) LEFT JOIN endpoints e ON e.id = d.endpoint_id
       WHERE d.id IN (?) AND d.holder = ? AND d.fence = ? AND d.lease_expires_at > ? AND d.state = 'dispatching'
         AND d.reason IS NULL`,
      [ids, holder, fence, store.time],
    );
    for (const row of rows) {
      const id = row.id.toString("hex");
      const delivery = wanted.get(id);
      const isSame =
        delivery?.claimed.requestId.equals(row.request_id) === true &&
        (delivery.profile?.version ?? null) === row.profile_version;
      if (isSame) found.add(id);
    }
  }
  return found;
}
