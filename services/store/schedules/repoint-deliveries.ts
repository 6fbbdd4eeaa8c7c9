import type { OpenDelivery } from "../deliveries/lock-open-deliveries.ts";
import type { Queryable, Transaction } from "../session/connect.ts";
import type { RequestRecord } from "./schedule-record.ts";

/** A delivery, and the id for its new idempotency key. */
export interface RekeyedDelivery {
  readonly id: Buffer;
  readonly idempotencyId: Buffer;
}

/**
 * Moves open planned deliveries to a new request. Takes back the claim of those claimed already, since their
 * dispatcher has read the old request.
 */
export async function repointDeliveries(
  transaction: Queryable,
  request: RequestRecord,
  open: readonly OpenDelivery[],
  now: number,
): Promise<void> {
  const planned = open.filter(({ ordinal }) => ordinal >= 0).map(({ id }) => id);
  if (planned.length === 0) return;
  const bound = [request.id, request.endpointId, request.contentBytes, now];
  const assignments =
    "request_id = ?, endpoint_id = ?, content_bytes = ?, version = version + 1, updated_at = ?";
  await transaction.change(
    `UPDATE deliveries FORCE INDEX (PRIMARY) SET ${assignments}, fence = fence + 1,
       claim_at = IF(holder IS NULL, claim_at, LEAST(next_attempt_at, COALESCE(expires_at, next_attempt_at))),
       holder = NULL, lease_expires_at = NULL
     WHERE id IN (?) AND state IN ('scheduled', 'retrying')`,
    [...bound, planned],
  );
  await transaction.change(
    `UPDATE deliveries FORCE INDEX (PRIMARY) SET ${assignments} WHERE id IN (?) AND state = 'dispatching'`,
    [...bound, planned],
  );
}

/** Gives open deliveries new idempotency keys. `repointDeliveries` has raised their version. */
export async function rekeyDeliveries(
  transaction: Transaction,
  rekeyed: readonly RekeyedDelivery[],
): Promise<void> {
  for (const { id, idempotencyId } of rekeyed) {
    await transaction.later("UPDATE deliveries FORCE INDEX (PRIMARY) SET idempotency_id = ? WHERE id = ?", [
      idempotencyId,
      id,
    ]);
  }
}
