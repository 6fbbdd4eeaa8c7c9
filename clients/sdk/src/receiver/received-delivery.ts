import { type HeaderSource, headerOf } from "./header-of.ts";

/** A delivery whose signature is good. What the request does not say is null. */
export interface ReceivedDelivery {
  /** The same over all attempts, and over replays that do not ask for a fresh one: remember it. */
  readonly idempotencyKey: string | null;
  /** `dlv_…` */
  readonly deliveryId: string | null;
  /** `sch_…` */
  readonly scheduleId: string | null;
  /** From 1. */
  readonly attempt: number | null;
  /** The instant that it was planned for. */
  readonly scheduledFor: Date | null;
  /** When this attempt was signed, to the second. */
  readonly signedAt: Date;
  /** The body as it came. */
  readonly rawBody: Uint8Array;
  /** The body as UTF-8 text. */
  text(): string;
  /** The body read as JSON. @throws SyntaxError when it is none */
  json(): unknown;
}

/** @param body its bytes, verified @param signedAtSeconds Unix time */
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
