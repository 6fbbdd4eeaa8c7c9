import { type FieldName, fieldNamed, isFraming, mostNameBytes, mostValueBytes } from "./framing-fields.ts";
import { notHttp } from "./http-error.ts";
import { carriageReturn, colon, isBlank, isTokenByte, isValueByte, lineFeed } from "./octets.ts";

/** Receives a field that is used; the value is null if it is too long to be kept. */
export type OnField = (name: FieldName, value: string | null) => void;

/**
 * Reads the fields of a head or trailer up to the empty line that ends them (RFC 9112, 5), in any number of
 * pieces. Reads each byte once. Of an incomplete line it keeps only the value, and only if the field is
 * used.
 */
export class FieldReader {
  readonly #onField: OnField;
  readonly #allowsBareFeeds: boolean;
  #stage: "line" | "name" | "before_value" | "value" | "line_end" | "last_line_end" | "ended" = "line";
  /** Name of the current field, as far as it has arrived. */
  #name = "";
  #value = "";
  /** The field of the current line, or of the line before; null if it is ignored. */
  #field: FieldName | null = null;
  #isFirst = true;
  /** True if the current line continues the field before (obs-fold). */
  #isFolded = false;
  /** True if a line ended without a carriage return. */
  hasBareFeed = false;

  /** @param allowsBareFeeds true if a line may end without a carriage return (RFC 9112, 2.2) */
  constructor(onField: OnField, allowsBareFeeds: boolean) {
    this.#onField = onField;
    this.#allowsBareFeeds = allowsBareFeeds;
  }

  /** True once the empty line has been read. */
  get ended(): boolean {
    return this.#stage === "ended";
  }

  /**
   * Reads the next piece.
   *
   * @returns the index where it stopped: after the empty line, else `end`
   * @throws HttpError if the fields are malformed
   */
  read(bytes: Buffer, from: number, end: number): number {
    let at = from;
    while (at < end && this.#stage !== "ended") {
      if (this.#stage === "line") at = this.#beginLine(bytes, at);
      else if (this.#stage === "name") at = this.#readName(bytes, at, end);
      else if (this.#stage === "before_value") at = this.#skipBlanks(bytes, at, end);
      else if (this.#stage === "value") at = this.#readValue(bytes, at, end);
      else at = this.#endLine(bytes, at);
    }
    return at;
  }

  #beginLine(bytes: Buffer, at: number): number {
    const byte = bytes[at];
    if (byte === carriageReturn) {
      this.#stage = "last_line_end";
      return at + 1;
    }
    if (byte === lineFeed) return this.#feed(at, "ended");
    if (isBlank(byte)) {
      // A folded line (RFC 9112, 5.2) is refused for fields that decide where the answer ends.
      if (this.#isFirst || isFraming(this.#field)) throw notHttp();
      this.#isFolded = true;
      this.#stage = "value";
      return at + 1;
    }
    this.#isFirst = false;
    this.#isFolded = false;
    this.#name = "";
    this.#value = "";
    this.#stage = "name";
    return at;
  }

  #readName(bytes: Buffer, from: number, end: number): number {
    let at = from;
    while (at < end && isTokenByte[bytes[at] ?? 0] === 1) at++;
    const size = this.#name.length + at - from;
    // Longer than the name of any field that is used, so nothing is kept.
    if (size > mostNameBytes) this.#name = longName;
    else if (at === end || mayBeRead(size)) this.#name += bytes.toString("latin1", from, at);
    if (at === end) return at;
    if (bytes[at] !== colon || size === 0) throw notHttp();
    this.#field = mayBeRead(size) ? fieldNamed(this.#name) : null;
    this.#stage = "before_value";
    return at + 1;
  }

  #skipBlanks(bytes: Buffer, from: number, end: number): number {
    let at = from;
    while (at < end && isBlank(bytes[at])) at++;
    if (at < end) this.#stage = "value";
    return at;
  }

  #readValue(bytes: Buffer, from: number, end: number): number {
    let at = from;
    while (at < end && isValueByte[bytes[at] ?? 0] === 1) at++;
    if (this.#field !== null && !this.#isFolded && this.#value.length <= mostValueBytes)
      this.#value += bytes.toString("latin1", from, Math.min(at, from + mostValueBytes + 1));
    if (at === end) return at;
    if (this.#field !== null && !this.#isFolded) {
      this.#onField(this.#field, this.#value.length > mostValueBytes ? null : this.#value);
    }
    if (bytes[at] === lineFeed) return this.#feed(at, "line");
    if (bytes[at] !== carriageReturn) throw notHttp();
    this.#stage = "line_end";
    return at + 1;
  }

  #endLine(bytes: Buffer, at: number): number {
    if (bytes[at] !== lineFeed) throw notHttp();
    this.#stage = this.#stage === "last_line_end" ? "ended" : "line";
    return at + 1;
  }

  #feed(at: number, next: "line" | "ended"): number {
    if (!this.#allowsBareFeeds) throw notHttp();
    this.hasBareFeed = true;
    this.#stage = next;
    return at + 1;
  }
}

const longName = "x".repeat(mostNameBytes + 1);

/** Compares lengths first, so that most fields are skipped without reading their name. */
function mayBeRead(size: number): boolean {
  return size === 10 || size === 11 || size === 14 || size === 17;
}
