import { ChunkedBody } from "./chunked-body.ts";
import { HttpError, headTooLarge } from "./http-error.ts";
import { type ResponseHead, readHead } from "./response-head.ts";

/** Who hears of an answer as it is read. */
export interface ResponseEvents {
  /** Status and headers of the answer are there, once. */
  onHead(head: ResponseHead): void;
  /** Some of its body. The bytes are only lent: they are written over when this returns. */
  onData(data: Buffer): void;
}

const newline = 10;
const carriageReturn = 13;
/** The empty line, and the end of the line before it. */
const endOfHead = /\n\r?\n/;

/** Reads answers from a connection, one after the other, in whatever pieces they come. */
export class ResponseReader {
  readonly #mostHeadBytes: number;
  /** What has come of a head that is not complete; null: nothing. */
  #partialHead: Buffer | null = null;
  #head: ResponseHead | null = null;
  #chunks: ChunkedBody | null = null;
  /** Of a body with a length. */
  #bytesLeft = 0;
  #ended = false;

  constructor(mostHeadBytes: number) {
    this.#mostHeadBytes = mostHeadBytes;
  }

  /** Makes ready for the next answer. */
  restart(): void {
    this.#partialHead = null;
    this.#head = null;
    this.#chunks = null;
    this.#bytesLeft = 0;
    this.#ended = false;
  }

  /** The answer is complete. */
  get ended(): boolean {
    return this.#ended;
  }

  /**
   * Reads `bytes` up to `end`.
   *
   * @returns how many belonged to the answer
   * @throws HttpError when it is none
   */
  read(bytes: Buffer, end: number, events: ResponseEvents): number {
    let at = 0;
    if (this.#head === null) {
      if (this.#partialHead !== null) return this.#readWithPartialHead(bytes, end, events);
      at = this.#readHeads(bytes, end, events);
    }
    return this.#head === null || this.#ended ? at : this.#readBody(bytes, at, end, events);
  }

  /**
   * The receiver has closed its side, which ends a body that has no other end.
   *
   * @throws HttpError when the answer is not complete
   */
  close(): void {
    if (this.#head?.body === "until_close") this.#ended = true;
    if (this.#ended) return;
    throw new HttpError(
      "reset",
      typeof this.#head?.body === "number"
        ? "the answer ended before its declared length"
        : "the receiver closed the connection before its answer was complete",
    );
  }

  #readWithPartialHead(bytes: Buffer, end: number, events: ResponseEvents): number {
    const before = this.#partialHead ?? bytes;
    this.#partialHead = null;
    const joined = Buffer.concat([before, bytes.subarray(0, end)]);
    return this.read(joined, joined.length, events) - before.length;
  }

  /** Reads the head of the answer, past interim ones, any number of which may come before it (RFC 9110, 15.2). */
  #readHeads(bytes: Buffer, end: number, events: ResponseEvents): number {
    let at = 0;
    while (this.#head === null) {
      // Some send an empty line after the body before it (RFC 9112, 2.2).
      while (at < end && (bytes[at] === newline || bytes[at] === carriageReturn)) at++;
      const text = bytes.toString("latin1", at, Math.min(end, at + this.#mostHeadBytes + 1));
      const found = endOfHead.exec(text);
      if (found === null) {
        if (text.length > this.#mostHeadBytes) throw headTooLarge();
        // Copied, since the bytes are only lent.
        if (at < end) this.#partialHead = Buffer.from(bytes.subarray(at, end));
        return end;
      }
      const head = readHead(text.slice(0, found.index));
      at += found.index + found[0].length;
      if (head.statusCode === 101) {
        throw new HttpError("reset", "the receiver switched to another protocol");
      }
      if (head.statusCode >= 200) this.#start(head, events);
    }
    return at;
  }

  #start(head: ResponseHead, events: ResponseEvents): void {
    this.#head = head;
    if (head.body === "chunked") this.#chunks = new ChunkedBody(this.#mostHeadBytes);
    else if (head.body !== "until_close") this.#bytesLeft = head.body;
    this.#ended = head.body === 0;
    events.onHead(head);
  }

  #readBody(bytes: Buffer, from: number, end: number, events: ResponseEvents): number {
    if (this.#chunks !== null) {
      const at = this.#chunks.read(bytes, from, end, (data) => events.onData(data));
      this.#ended = this.#chunks.ended;
      return at;
    }
    const untilClose = this.#head?.body === "until_close";
    const size = untilClose ? end - from : Math.min(this.#bytesLeft, end - from);
    if (size > 0) events.onData(bytes.subarray(from, from + size));
    if (!untilClose) {
      this.#bytesLeft -= size;
      this.#ended = this.#bytesLeft === 0;
    }
    return from + size;
  }
}
