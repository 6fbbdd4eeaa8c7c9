import type { Owner } from "../accounts/owner.ts";
import type { Store } from "../session/connect.ts";
import type { EndpointRecord } from "./endpoint-record.ts";
import { lockEndpoint } from "./find-endpoint.ts";
import { lockEndpointAgainstUse } from "./lock-endpoints.ts";

/** Outcome of deleting a profile. */
export type DeletedEndpoint =
  /** Deleted; the profile as it was. */
  | EndpointRecord
  /** Not deleted: active or paused schedules name it. */
  | "in_use"
  /** Not deleted: open deliveries go to it. */
  | "awaited";

/**
 * Deletes a profile that no active or paused schedule names (`schedules_by_endpoint`) and no open delivery
 * goes to (`deliveries_of_endpoint`). The row stays for the deliveries sent by it, without its secrets and
 * header values. Every transaction that writes a use of the profile locks it first, so either this sees the
 * use or that transaction finds the profile gone.
 *
 * @param check throws to leave the profile as it is
 * @returns the profile as it was, or null when the owner has none with this id
 */
export function deleteEndpoint(
  store: Store,
  owner: Owner,
  id: Buffer,
  now: number,
  check: (endpoint: EndpointRecord) => void,
): Promise<DeletedEndpoint | null> {
  return store.transact(async (transaction) => {
    const endpoint = await lockEndpoint(transaction, owner, id);
    if (!endpoint) return null;
    check(endpoint);
    await lockEndpointAgainstUse(transaction, id);
    const using = await transaction.rows(
      `SELECT 1 FROM schedules FORCE INDEX (schedules_by_endpoint)
       WHERE endpoint_id = ? AND endpoint_state IN ('active', 'paused', 'exhausted') LIMIT 1`,
      [id],
    );
    if (using.length > 0) return "in_use";
    const open = await transaction.rows(
      `SELECT 1 FROM deliveries FORCE INDEX (deliveries_of_endpoint)
       WHERE endpoint_id = ? AND endpoint_phase IN ('scheduled', 'retrying') LIMIT 1`,
      [id],
    );
    if (open.length > 0) return "awaited";
    await transaction.change(
      `UPDATE endpoints SET deleted_at = ?, updated_at = ?, version = version + 1, sealed_headers = NULL,
         sealed_secret = NULL, sealed_previous_secret = NULL, previous_secret_expires_at = NULL
       WHERE id = ?`,
      [now, now, id],
    );
    return endpoint;
  });
}
