import { type FieldName, fieldNamed, isFraming, mostNameBytes, mostValueBytes } from "./framing-fields.ts";
import { notHttp } from "./http-error.ts";
import { carriageReturn, colon, isBlank, isTokenByte, isValueByte, lineFeed } from "./octets.ts";

/** Takes a field that is read; null in place of its value: it is too long to be kept. */
export type OnField = (name: FieldName, value: string | null) => void;

/**
 * Reads the fields of a head or a trailer up to the empty line behind them (RFC 9112, 5), in whatever pieces they
 * come. Each byte is looked at once, and of what is not complete only the value of a field that is read is kept.
 */
export class FieldReader {
  readonly #onField: OnField;
  readonly #allowsBareFeeds: boolean;
  #stage: "line" | "name" | "before_value" | "value" | "line_end" | "last_line_end" | "ended" = "line";
  /** Of the field that is being read, as far as it came in earlier pieces. */
  #name = "";
  #value = "";
  /** The field of this line, or of the one before it; null: one that is passed over. */
  #field: FieldName | null = null;
  #isFirst = true;
  /** Goes on in another line. */
  #isFolded = false;
  /** A line has ended without a carriage return. */
  hasBareFeed = false;

  /** @param allowsBareFeeds whether a line may end without a carriage return (RFC 9112, 2.2) */
  constructor(onField: OnField, allowsBareFeeds: boolean) {
    this.#onField = onField;
    this.#allowsBareFeeds = allowsBareFeeds;
  }

  /** The empty line has been read. */
  get ended(): boolean {
    return this.#stage === "ended";
  }

  /**
   * Reads on.
   *
   * @returns where it stopped: behind the empty line, else at `end`
   * @throws HttpError when these are no fields
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
      // It goes on with the line before (RFC 9112, 5.2), which no field may that decides where the answer ends.
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
    // Longer than any that is read, so there is nothing to keep.
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

/** By the length of a name, so that most fields are passed over unread. */
function mayBeRead(size: number): boolean {
  return size === 10 || size === 11 || size === 14 || size === 17;
}
