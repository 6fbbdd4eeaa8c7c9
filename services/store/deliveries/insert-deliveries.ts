import type { Owner } from "../accounts/owner.ts";
import type { Bound, Transaction } from "../session/connect.ts";
import { insertRows } from "../session/insert-rows.ts";
import type { DeliveryReason } from "./delivery-reasons.ts";

/** A new delivery: a planned occurrence, a replay or a trigger. */
export interface NewDelivery extends Owner {
  readonly id: Buffer;
  readonly scheduleId: Buffer;
  readonly requestId: Buffer;
  readonly endpointId: Buffer | null;
  readonly scheduledFor: number;
  /** The schedule's plan (from 0) for a planned occurrence; a random number below 0 for a replay or trigger. */
  readonly ordinal: number;
  /** True if its schedule has many occurrences, so that its lateness and overlap must be judged. */
  readonly recurring: boolean;
  /** True if its first attempt may go out a little early. */
  readonly earlyFire: boolean;
  /**
   * `scheduled`; `skipped` with its reason; or `canceled` if the same occurrence was canceled before its
   * instant moved.
   */
  readonly state: "scheduled" | "skipped" | "canceled";
  readonly reason: DeliveryReason | null;
  /** The size of what is sent, by which a dispatcher bounds its memory. */
  readonly contentBytes: number;
  /** The instant at which a dispatcher must next claim it; null: not before it is resumed. */
  readonly claimAt: number | null;
  readonly expiresAt: number | null;
  readonly replayOf: Buffer | null;
  /** The id that the receiver sees as `Idempotency-Key`. */
  readonly idempotencyId: Buffer;
  readonly createdAt: number;
}

const columns = `id, project_id, mode, schedule_id, request_id, endpoint_id, scheduled_for, ordinal, recurring, early_fire, state, reason,
  content_bytes, next_attempt_at, claim_at, expires_at, completed_at, replay_of, idempotency_id, created_at, updated_at`;

/**
 * Writes deliveries. The unique key on (schedule, instant, ordinal) refuses an occurrence that already has
 * one.
 */
export async function insertDeliveries(
  transaction: Transaction,
  deliveries: readonly NewDelivery[],
): Promise<void> {
  await insertRows(transaction, "deliveries", columns, deliveries.map(values));
}

function values(delivery: NewDelivery): Bound[] {
  const settled = delivery.state !== "scheduled";
  return [
    delivery.id,
    delivery.projectId,
    delivery.mode,
    delivery.scheduleId,
    delivery.requestId,
    delivery.endpointId,
    delivery.scheduledFor,
    delivery.ordinal,
    delivery.recurring,
    delivery.earlyFire,
    delivery.state,
    delivery.reason,
    delivery.contentBytes,
    settled ? null : delivery.scheduledFor,
    settled ? null : delivery.claimAt,
    delivery.expiresAt,
    settled ? delivery.createdAt : null,
    delivery.replayOf,
    delivery.idempotencyId,
    delivery.createdAt,
    delivery.createdAt,
  ];
}
