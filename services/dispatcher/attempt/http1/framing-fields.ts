import { notHttp } from "./http-error.ts";

/** Fields of an answer that are used; all others are ignored. */
export type FieldName =
  /** Length of the body (RFC 9112, 6.2). */
  | "content-length"
  /** Codings of the body (RFC 9112, 6.1). */
  | "transfer-encoding"
  /** `close` if no other answer follows (RFC 9112, 9.6). */
  | "connection"
  /** Seconds for which the server keeps an idle connection. */
  | "keep-alive"
  /** Wait that the receiver asks for (RFC 9110, 10.2.3). */
  | "retry-after";

const names: ReadonlySet<string> = new Set<FieldName>([
  "content-length",
  "transfer-encoding",
  "connection",
  "keep-alive",
  "retry-after",
]);

/** Length of the longest name. */
export const mostNameBytes = 17;

/** Bytes kept of a value, far more than any used field needs. */
export const mostValueBytes = 1_024;

/** Finds a field by name, in any case; null if it is ignored. */
export function fieldNamed(text: string): FieldName | null {
  const name = text.toLowerCase();
  return isRead(name) ? name : null;
}

/** True for fields that decide where an answer ends, or if another may follow it. */
export function isFraming(name: FieldName | null): boolean {
  return name === "content-length" || name === "transfer-encoding" || name === "connection";
}

function isRead(name: string): name is FieldName {
  return names.has(name);
}

const length = /^\d+ *$/;
const codings = /[^ \t,][ \t]*$/;
const lastIsChunked = /(?:^|,)[ \t]*chunked *$/i;
const saysClose = /(?:^|,)[ \t]*close[ \t]*(?:,|$)/i;
const keptFor = /(?:^|[ ,;])timeout=(\d{1,9})/i;

/**
 * Determines where an answer ends (RFC 9112, 6.3), and if its connection can be reused. As strict as
 * llhttp: refuses anything ambiguous.
 */
export class FramingFields {
  /** Content-Length; null if absent. */
  length: number | null = null;
  /** Transfer-Encoding, by the last coding applied; null if absent. */
  coding: "chunked" | "other" | null = null;
  /** True if the receiver accepts no further request on this connection. */
  closes = false;
  /** Idle time in seconds that the receiver allows; null if it named none. */
  keepAliveSeconds: number | null = null;
  /** Value of the first Retry-After, unparsed. */
  retryAfter: string | null = null;

  /**
   * Adds a field.
   *
   * @param value one character per byte, without leading blanks; null if longer than `mostValueBytes`
   * @throws HttpError if the end of the answer would be ambiguous
   */
  note(name: FieldName, value: string | null): void {
    if (name === "content-length") this.#noteLength(value);
    else if (name === "transfer-encoding") this.#noteCoding(value);
    else if (name === "connection") this.closes ||= value === null || saysClose.test(value);
    else if (name === "retry-after") this.retryAfter ??= value?.replace(/[ \t]+$/, "") ?? null;
    else this.keepAliveSeconds = secondsOf(value) ?? this.keepAliveSeconds;
  }

  #noteLength(value: string | null): void {
    const read = value !== null && length.test(value) ? Number(value) : Number.NaN;
    if (!Number.isSafeInteger(read) || this.length !== null || this.coding !== null) throw notHttp();
    this.length = read;
  }

  #noteCoding(value: string | null): void {
    if (value === null || !codings.test(value) || value.endsWith("\t") || this.length !== null)
      throw notHttp();
    this.coding = lastIsChunked.test(value) ? "chunked" : "other";
  }
}

function secondsOf(value: string | null): number | null {
  const [, seconds] = keptFor.exec(value ?? "") ?? [];
  return seconds === undefined ? null : Number(seconds);
}
