import { type SignedContent, signatureHeaders } from "./sign.ts";

/** Inputs of one attempt's headers. Ids are in text form, with their prefix. */
export interface AttemptHeaders {
  readonly deliveryId: string;
  readonly scheduleId: string;
  /** Counts from 1. */
  readonly attempt: number;
  readonly scheduledForAt: number;
  /** The caller's headers, as the API accepted them. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Sent unless the caller set one; null for none. */
  readonly traceparent: string | null;
  /** Sent unless the caller set one; null for a string body and for no body. */
  readonly contentType: string | null;
  /** Live signing secrets, newest first; if empty, the request is not signed. */
  readonly secrets: readonly string[];
  /** Landfall's version, for User-Agent. */
  readonly version: string;
  /** `messageId` is the Idempotency-Key. Header, timestamp and signature all use these values. */
  readonly content: SignedContent;
}

/**
 * `Expect` asks for a handshake that is useless when the body is ready; RFC 9110, 10.1.1 lets a client omit
 * it.
 */
const neverSent = new Set(["expect"]);

/** Printable ASCII is sent as it is; anything else must first be encoded as UTF-8. */
const plainValue = /^[\t\x20-\x7e]*$/;

/**
 * All headers of one request except those of HTTP/1.1 framing (Host, Content-Length, Connection), as name,
 * value, name, value. Each character stands for one byte.
 *
 * Values beyond ASCII are sent as UTF-8 (RFC 9110, 5.5: obs-text). The caller's User-Agent and Content-Type
 * replace ours; the API has already refused our reserved names.
 */
export function attemptHeaders(of: AttemptHeaders): string[] {
  const list = [
    "Sched-Delivery-Id",
    of.deliveryId,
    "Idempotency-Key",
    of.content.messageId,
    "Sched-Schedule-Id",
    of.scheduleId,
    "Sched-Attempt",
    String(of.attempt),
    "Sched-Scheduled-For",
    new Date(of.scheduledForAt).toISOString(),
    "Sched-Timestamp",
    String(of.content.timestampSeconds),
  ];
  let hasUserAgent = false;
  let hasContentType = false;
  let hasTraceparent = false;
  for (const [name, value] of of.headers) {
    const lower = name.toLowerCase();
    if (neverSent.has(lower)) continue;
    if (lower === "user-agent") hasUserAgent = true;
    if (lower === "content-type") hasContentType = true;
    if (lower === "traceparent") hasTraceparent = true;
    list.push(name, wireValue(value));
  }
  if (!hasUserAgent) list.push("User-Agent", `Landfall/${of.version}`);
  if (!hasContentType && of.contentType !== null) list.push("Content-Type", of.contentType);
  if (!hasTraceparent && of.traceparent !== null) list.push("traceparent", of.traceparent);
  list.push(...signatureHeaders(of.secrets, of.content));
  return list;
}

function wireValue(value: string): string {
  return plainValue.test(value) ? value : Buffer.from(value, "utf8").toString("latin1");
}
