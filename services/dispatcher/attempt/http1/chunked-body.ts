import { FieldReader } from "./field-reader.ts";
import { notHttp } from "./http-error.ts";
import { carriageReturn, hexDigits, isValueByte, lineFeed, semicolon } from "./octets.ts";

/** Receives part of a body, from one index up to another. The buffer is reused after the call. */
export type OnData = (bytes: Buffer, from: number, to: number) => void;

/**
 * Decodes a chunked body (RFC 9112, 7.1) that arrives in any number of pieces. Reads each byte once and
 * keeps none. Ignores extensions and trailers; lines must end in CR LF, as in llhttp.
 */
export class ChunkedBody {
  readonly #trailers = new FieldReader(() => {}, false);
  #stage: "size" | "extension" | "size_end" | "data" | "data_end" | "last_feed" | "trailers" = "size";
  /** Bytes left of the current chunk. */
  #bytesLeft = 0;
  #hasDigit = false;

  get ended(): boolean {
    return this.#trailers.ended;
  }

  /**
   * Reads the next piece.
   *
   * @returns the index where it stopped: after the body if that has ended, else `end`
   * @throws HttpError if the chunks are malformed
   */
  read(bytes: Buffer, from: number, end: number, onData: OnData): number {
    let at = from;
    while (at < end && !this.ended) {
      if (this.#stage === "data") at = this.#readData(bytes, at, end, onData);
      else if (this.#stage === "trailers") at = this.#trailers.read(bytes, at, end);
      else this.#readByte(bytes[at++] ?? 0);
    }
    return at;
  }

  #readData(bytes: Buffer, from: number, end: number, onData: OnData): number {
    const to = Math.min(from + this.#bytesLeft, end);
    onData(bytes, from, to);
    this.#bytesLeft -= to - from;
    if (this.#bytesLeft === 0) this.#stage = "data_end";
    return to;
  }

  #readByte(byte: number): void {
    if (this.#stage === "size") this.#readSize(byte);
    else if (this.#stage === "extension") {
      if (byte === carriageReturn) this.#stage = "size_end";
      else if (isValueByte[byte] === 0) throw notHttp();
    } else if (this.#stage === "data_end") {
      if (byte !== carriageReturn) throw notHttp();
      this.#stage = "last_feed";
    } else {
      if (byte !== lineFeed) throw notHttp();
      this.#beginNext();
    }
  }

  #readSize(byte: number): void {
    const digit = hexDigits[byte] ?? -1;
    if (digit >= 0) {
      this.#hasDigit = true;
      this.#bytesLeft = this.#bytesLeft * 16 + digit;
      if (this.#bytesLeft > Number.MAX_SAFE_INTEGER) throw notHttp();
    } else if (!this.#hasDigit) throw notHttp();
    else if (byte === carriageReturn) this.#stage = "size_end";
    else if (byte === semicolon) this.#stage = "extension";
    else throw notHttp();
  }

  /** After a size comes its chunk, or the trailers if the size is 0; after a chunk comes the next size. */
  #beginNext(): void {
    if (this.#stage === "last_feed") {
      this.#stage = "size";
      this.#hasDigit = false;
    } else this.#stage = this.#bytesLeft === 0 ? "trailers" : "data";
  }
}
