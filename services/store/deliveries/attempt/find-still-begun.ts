import type { RowDataPacket } from "mysql2/promise";
import type { SchedulePolicies } from "../../schedules/load-schedule-policies.ts";
import type { Queryable } from "../../session/connect.ts";
import { byFence, type HeldDelivery } from "../held-delivery.ts";
import type { ReadyDelivery } from "./begin-deliveries.ts";

/** A begun delivery as it would be sent. */
export interface BegunDelivery extends ReadyDelivery {
  readonly claimed: HeldDelivery & { readonly requestId: Buffer };
  /** The policies by which it was judged; null: its schedule does not recur. */
  readonly policies: JudgedBy | null;
}

/** A schedule's policies for occurrences that are late or overlap others. */
export type JudgedBy = Pick<SchedulePolicies, "overlap" | "misfirePolicy" | "misfireGraceMs" | "misfireMax">;

interface BegunRow extends RowDataPacket {
  id: Buffer;
  request_id: Buffer;
  profile_version: number | null;
  overlap: string;
  misfire_policy: string;
  misfire_grace_ms: number;
  misfire_max: number;
}

/**
 * Finds the begun deliveries, not started yet, that may still be sent as they are: this holder has them under
 * a lease, they were not canceled, paused or rescheduled, and their request, profile and schedule's policies
 * have not changed. The answer holds for the moment of the statement; a change after it waits, as it does
 * after a begin. By primary key.
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
      `SELECT d.id, d.request_id, e.version AS profile_version, s.overlap, s.misfire_policy, s.misfire_grace_ms,
         s.misfire_max
       FROM deliveries d FORCE INDEX (PRIMARY) JOIN schedules s ON s.id = d.schedule_id
         LEFT JOIN endpoints e ON e.id = d.endpoint_id
       WHERE d.id IN (?) AND d.holder = ? AND d.fence = ? AND d.lease_expires_at > ? AND d.state = 'dispatching'
         AND d.reason IS NULL`,
      [ids, holder, fence, store.time],
    );
    for (const row of rows) {
      const id = row.id.toString("hex");
      const delivery = wanted.get(id);
      const isSame =
        delivery?.claimed.requestId.equals(row.request_id) === true &&
        (delivery.profile?.version ?? null) === row.profile_version &&
        (delivery.policies === null || isJudgedBy(row, delivery.policies));
      if (isSame) found.add(id);
    }
  }
  return found;
}

function isJudgedBy(row: BegunRow, policies: JudgedBy): boolean {
  return (
    row.overlap === policies.overlap &&
    row.misfire_policy === policies.misfirePolicy &&
    row.misfire_grace_ms === policies.misfireGraceMs &&
    row.misfire_max === policies.misfireMax
  );
}
