import { type SignedContent, signatureHeaders } from "./sign.ts";

/** One attempt, as far as its headers tell of it. Ids in text form, with their prefix. */
export interface AttemptHeaders {
  readonly deliveryId: string;
  readonly scheduleId: string;
  /** From 1. */
  readonly attempt: number;
  readonly scheduledForAt: number;
  /** The caller's headers, as the API accepted them. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Sent unless the caller named one; null for a body that came as a string, and for none. */
  readonly contentType: string | null;
  /** Live signing secrets, newest first; empty: unsigned. */
  readonly secrets: readonly string[];
  /** The version of Landfall, for User-Agent. */
  readonly version: string;
  /** `messageId` is the Idempotency-Key; header, timestamp and signature all take it from here. */
  readonly content: SignedContent;
}

/**
 * `Expect` asks for a handshake that a client with a ready body has no use for; RFC 9110, 10.1.1 lets it leave
 * that out.
 */
const neverSent = new Set(["expect"]);

/** Printable ASCII goes out as it is; anything else must be turned into UTF-8 bytes first. */
const plainValue = /^[\t\x20-\x7e]*$/;

/**
 * All headers of one request but those that HTTP/1.1 framing owns (Host, Content-Length,
 * Connection), as name, value, name, value each character standing for one
 * byte. Values beyond ASCII go out as UTF-8 (RFC 9110, 5.5: obs-text). The caller's
 * User-Agent and Content-Type win over ours; names that are ours were refused by the API.
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
  for (const [name, value] of of.headers) {
    const lower = name.toLowerCase();
    if (neverSent.has(lower)) continue;
    if (lower === "user-agent") hasUserAgent = true;
    if (lower === "content-type") hasContentType = true;
    list.push(name, wireValue(value));
  }
  if (!hasUserAgent) list.push("User-Agent", `Landfall/${of.version}`);
  if (!hasContentType && of.contentType !== null) list.push("Content-Type", of.contentType);
  list.push(...signatureHeaders(of.secrets, of.content));
  return list;
}

function wireValue(value: string): string {
  return plainValue.test(value) ? value : Buffer.from(value, "utf8").toString("latin1");
}
