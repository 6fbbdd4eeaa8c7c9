import type { Owner } from "../accounts/owner.ts";
import type { Bound, Transaction } from "../session/connect.ts";
import { insertRows } from "../session/insert-rows.ts";
import type { DeliveryReason } from "./delivery-reasons.ts";

/** A planned occurrence, or one beside the plan, that has not been looked at by a dispatcher. */
export interface NewDelivery extends Owner {
  readonly id: Buffer;
  readonly scheduleId: Buffer;
  readonly requestId: Buffer;
  readonly endpointId: Buffer | null;
  readonly scheduledFor: number;
  /** The schedule's plan (0 and up) for a planned occurrence; below 0, by chance, beside the plan. */
  readonly ordinal: number;
  /** One of many of its schedule, so that lateness and overlap are judged with the others in view. */
  readonly recurring: boolean;
  /** Its first attempt may go out a little early. */
  readonly earlyFire: boolean;
  /** `scheduled`, `skipped` with its reason, or `canceled` where the same occurrence was, before its instant moved. */
  readonly state: "scheduled" | "skipped" | "canceled";
  readonly reason: DeliveryReason | null;
  /** The size of what is sent, by which a dispatcher bounds its memory. */
  readonly contentBytes: number;
  /** When a dispatcher must next look at it; null: not before it is resumed. */
  readonly claimAt: number | null;
  readonly expiresAt: number | null;
  readonly replayOf: Buffer | null;
  /** The id that the receiver sees as `Idempotency-Key`. */
  readonly idempotencyId: Buffer;
  readonly createdAt: number;
}

const columns = `id, project_id, mode, schedule_id, request_id, endpoint_id, scheduled_for, ordinal, recurring, early_fire, state, reason,
  content_bytes, next_attempt_at, claim_at, expires_at, completed_at, replay_of, idempotency_id, created_at, updated_at`;

/** Writes deliveries; an occurrence that already has one is refused by the key on (schedule, instant, ordinal). */
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
