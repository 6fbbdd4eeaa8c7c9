import { notHttp } from "./http-error.ts";

/** The fields of an answer that are read; all others are passed over. */
export type FieldName = "content-length" | "transfer-encoding" | "connection" | "keep-alive" | "retry-after";

const names: ReadonlySet<string> = new Set<FieldName>([
  "content-length",
  "transfer-encoding",
  "connection",
  "keep-alive",
  "retry-after",
]);

/** The length of the longest of them. */
export const mostNameBytes = 17;

/** Bytes of a value that are kept. No field that is read needs a fraction of it. */
export const mostValueBytes = 1_024;

/** The field that goes by this name, in whatever case; null: it is not read. */
export function fieldNamed(text: string): FieldName | null {
  const name = text.toLowerCase();
  return isRead(name) ? name : null;
}

/** True for the fields that decide where an answer ends, or whether another may follow it. */
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
 * Reads from the fields where an answer ends (RFC 9112, 6.3), and whether its connection may be used again. As strict
 * as llhttp: it refuses what could be read in two ways.
 */
export class FramingFields {
  /** Content-Length; null: none. */
  length: number | null = null;
  /** Transfer-Encoding, by the coding that was applied last; null: none. */
  coding: "chunked" | "other" | null = null;
  /** The receiver takes no other request on this connection. */
  closes = false;
  /** For how many seconds it takes one, if it said so. */
  keepAliveSeconds: number | null = null;
  /** Of the first Retry-After, as it came. */
  retryAfter: string | null = null;

  /**
   * Takes a field.
   *
   * @param value one character a byte, without the blanks before it; null: it is over `mostValueBytes`
   * @throws HttpError when the answer's end cannot be told for sure
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
