import { type HeaderSource, headerOf } from "./header-of.ts";

/** A verified delivery. Values missing from the request are null. */
export interface ReceivedDelivery {
  /**
   * The same for all attempts, and for replays unless they ask for a fresh key. Use it to detect
   * duplicates.
   */
  readonly idempotencyKey: string | null;
  /** `dlv_…` */
  readonly deliveryId: string | null;
  /** `sch_…` */
  readonly scheduleId: string | null;
  /** Counts from 1. */
  readonly attempt: number | null;
  /** The time for which it was planned. */
  readonly scheduledFor: Date | null;
  /** When this attempt was signed, to the second. */
  readonly signedAt: Date;
  /** The raw body. */
  readonly rawBody: Uint8Array;
  /** The body as UTF-8 text. */
  text(): string;
  /** The body parsed as JSON. @throws SyntaxError if it is not JSON */
  json(): unknown;
}

/** @param body verified bytes @param signedAtSeconds Unix time */
export function receivedDelivery(
  source: HeaderSource,
  body: Uint8Array,
  signedAtSeconds: number,
): ReceivedDelivery {
  const text = () => new TextDecoder().decode(body);
  const scheduledFor = Date.parse(headerOf(source, "sched-scheduled-for") ?? "");
  const attempt = headerOf(source, "sched-attempt") ?? "";
  return {
    idempotencyKey: headerOf(source, "webhook-id") ?? headerOf(source, "idempotency-key"),
    deliveryId: headerOf(source, "sched-delivery-id"),
    scheduleId: headerOf(source, "sched-schedule-id"),
    attempt: /^\d{1,9}$/.test(attempt) ? Number(attempt) : null,
    scheduledFor: Number.isNaN(scheduledFor) ? null : new Date(scheduledFor),
    signedAt: new Date(signedAtSeconds * 1_000),
    rawBody: body,
    text,
    json: () => JSON.parse(text()),
  };
}
