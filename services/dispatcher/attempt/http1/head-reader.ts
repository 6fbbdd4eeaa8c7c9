import { FieldReader } from "./field-reader.ts";
import { FramingFields } from "./framing-fields.ts";
import { notHttp } from "./http-error.ts";
import { carriageReturn, isValueByte, lineFeed, space } from "./octets.ts";
import type { ResponseHead } from "./response-head.ts";

const version = Buffer.from("HTTP/1.");
const minorAt = version.length;
const statusAt = minorAt + 2;
/** Version, space and three digits. */
const startBytes = statusAt + 3;
const digit0 = 48;

/** Reads one head, interim or final, in any number of pieces (RFC 9112, 4 and 5). */
export class HeadReader {
  readonly #fields = new FramingFields();
  readonly #lines = new FieldReader((name, value) => this.#fields.note(name, value), true);
  #stage: "blank_lines" | "start" | "behind_status" | "reason" | "line_end" | "fields" = "blank_lines";
  /** Bytes read of the status line, up to the status. */
  #startBytes = 0;
  #minor = 0;
  #status = 0;

  /** True once the empty line after the head has been read. */
  get ended(): boolean {
    return this.#lines.ended;
  }

  /** True if only empty lines have come, which some servers send after the previous body (RFC 9112, 2.2). */
  get blank(): boolean {
    return this.#stage === "blank_lines";
  }

  /** Null until it has been read. */
  get statusCode(): number | null {
    return this.#startBytes === startBytes && this.#stage !== "behind_status" ? this.#status : null;
  }

  /** Value of the first Retry-After so far. */
  get retryAfter(): string | null {
    return this.#fields.retryAfter;
  }

  /**
   * Reads the next piece.
   *
   * @returns the index where it stopped: after the head, else `end`
   * @throws HttpError if the head is malformed, or ambiguous about where the answer ends
   */
  read(bytes: Buffer, from: number, end: number): number {
    let at = from;
    while (at < end && !this.#lines.ended) {
      if (this.#stage === "fields") at = this.#lines.read(bytes, at, end);
      else if (this.#stage === "reason") at = this.#readReason(bytes, at, end);
      else at = this.#readByte(bytes[at] ?? 0, at);
    }
    return at;
  }

  /** Skips empty lines. */
  readBlankLines(bytes: Buffer, from: number, end: number): number {
    let at = from;
    while (at < end && (bytes[at] === lineFeed || bytes[at] === carriageReturn)) at++;
    if (at < end) this.#stage = "start";
    return at;
  }

  /** Returns the head once it has been read. */
  head(): ResponseHead {
    const { length, coding, closes, keepAliveSeconds, retryAfter } = this.#fields;
    const hasNoBody = this.#status < 200 || this.#status === 204 || this.#status === 304;
    const framed = coding === null ? (length ?? "until_close") : bodies[coding];
    return {
      statusCode: this.#status,
      retryAfter,
      body: hasNoBody ? 0 : framed,
      // Not reused after a malformed but readable head, nor after a status without a body that announces
      // one: some servers send it anyway.
      keepAlive: this.#minor === 1 && !closes && !this.#lines.hasBareFeed && !(hasNoBody && isSome(framed)),
      keepAliveSeconds,
    };
  }

  #readByte(byte: number, at: number): number {
    if (this.#stage === "start") this.#readStart(byte);
    else if (this.#stage === "behind_status") {
      if (byte === space) this.#stage = "reason";
      else this.#endStatusLine(byte);
    } else {
      if (byte !== lineFeed) throw notHttp();
      this.#stage = "fields";
    }
    return at + 1;
  }

  #readStart(byte: number): void {
    const place = this.#startBytes++;
    const digit = byte - digit0;
    if (place < minorAt) {
      if (byte !== version[place]) throw notHttp();
    } else if (place === minorAt) {
      if (digit !== 0 && digit !== 1) throw notHttp();
      this.#minor = digit;
    } else if (place < statusAt) {
      if (byte !== space) throw notHttp();
    } else {
      if (digit < (place === statusAt ? 1 : 0) || digit > 9) throw notHttp();
      this.#status = this.#status * 10 + digit;
      if (this.#startBytes === startBytes) this.#stage = "behind_status";
    }
  }

  #readReason(bytes: Buffer, from: number, end: number): number {
    let at = from;
    while (at < end && isValueByte[bytes[at] ?? 0] === 1) at++;
    if (at === end) return at;
    this.#endStatusLine(bytes[at] ?? 0);
    return at + 1;
  }

  #endStatusLine(byte: number): void {
    if (byte === lineFeed) {
      this.#lines.hasBareFeed = true;
      this.#stage = "fields";
    } else if (byte === carriageReturn) this.#stage = "line_end";
    else throw notHttp();
  }
}

/** True if a body is announced. */
function isSome(framed: ResponseHead["body"]): boolean {
  return framed === "chunked" || (typeof framed === "number" && framed > 0);
}

const bodies = { chunked: "chunked", other: "until_close" } as const;
