import { ChunkedBody, type OnData } from "./chunked-body.ts";
import { HeadReader } from "./head-reader.ts";
import { answerTooLarge, HttpError, headTooLarge } from "./http-error.ts";
import type { ResponseHead } from "./response-head.ts";

/** Hears of an answer as it is read. */
export interface ResponseEvents {
  /** The status of the answer is there, once, with what came of its fields if the head is too large. */
  onHead(head: Pick<ResponseHead, "statusCode" | "retryAfter">): void;
  /** Some of its body. The bytes are only lent: they are written over when this returns. */
  readonly onData: OnData;
}

/** Bounds an answer; past either, reading stops with `too_large`. */
export interface AnswerBounds {
  /** Of one head, interim or not. */
  readonly maxHeadBytes: number;
  /** Of everything that comes in answer to one request, byte by byte as it comes. */
  readonly maxAnswerBytes: number;
}

/**
 * Reads answers from a connection, one after the other, in whatever pieces they come. Each byte is looked at once, and
 * next to nothing is kept of it, so an answer costs what it weighs.
 */
export class ResponseReader {
  readonly #bounds: AnswerBounds;
  #bytes = 0;
  #headBytes = 0;
  #reading: HeadReader | null = null;
  #head: ResponseHead | null = null;
  #chunks: ChunkedBody | null = null;
  /** Of a body with a length. */
  #bytesLeft = 0;
  #ended = false;

  constructor(bounds: AnswerBounds) {
    this.#bounds = bounds;
  }

  /** Makes ready for the next answer. */
  restart(): void {
    this.#bytes = 0;
    this.#headBytes = 0;
    this.#reading = null;
    this.#head = null;
    this.#chunks = null;
    this.#bytesLeft = 0;
    this.#ended = false;
  }

  /** A byte of the answer has come. */
  get begun(): boolean {
    return this.#bytes > 0;
  }

  /** The answer is complete. */
  get ended(): boolean {
    return this.#ended;
  }

  /** The head of the answer; null: it has not been read whole. */
  get head(): ResponseHead | null {
    return this.#head;
  }

  /**
   * Reads `bytes` up to `end`.
   *
   * @returns how many belonged to the answer
   * @throws HttpError when it is none, or is over a bound
   */
  read(bytes: Buffer, end: number, events: ResponseEvents): number {
    const stop = Math.min(end, this.#bounds.maxAnswerBytes - this.#bytes);
    this.#bytes += end;
    let at = 0;
    while (at < stop && this.#head === null) at = this.#readHead(bytes, at, stop, events);
    if (at < stop && !this.#ended) at = this.#readBody(bytes, at, stop, events);
    if (stop < end && !this.#ended) throw answerTooLarge(this.#bounds.maxAnswerBytes);
    return at;
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

  /** Reads one head; any number of interim ones may come before that of the answer (RFC 9110, 15.2). */
  #readHead(bytes: Buffer, from: number, end: number, events: ResponseEvents): number {
    this.#reading ??= new HeadReader();
    const reading = this.#reading;
    const start = reading.blank ? reading.readBlankLines(bytes, from, end) : from;
    const bounded = Math.min(end, start + this.#bounds.maxHeadBytes - this.#headBytes);
    const at = reading.read(bytes, start, bounded);
    this.#headBytes += at - start;
    if (reading.ended) this.#takeHead(reading.head(), events);
    else if (bounded < end) this.#endOversized(reading, events);
    return at;
  }

  #takeHead(head: ResponseHead, events: ResponseEvents): void {
    this.#reading = null;
    this.#headBytes = 0;
    if (head.statusCode === 101) throw new HttpError("reset", "the receiver switched to another protocol");
    if (head.statusCode < 200) return;
    this.#head = head;
    if (head.body === "chunked") this.#chunks = new ChunkedBody();
    else if (head.body !== "until_close") this.#bytesLeft = head.body;
    this.#ended = head.body === 0;
    events.onHead(head);
  }

  /** An answer is judged by its status, however long its head. */
  #endOversized({ statusCode, retryAfter }: HeadReader, events: ResponseEvents): never {
    if (statusCode !== null && statusCode >= 200) events.onHead({ statusCode, retryAfter });
    throw headTooLarge(this.#bounds.maxHeadBytes);
  }

  #readBody(bytes: Buffer, from: number, end: number, events: ResponseEvents): number {
    if (this.#chunks !== null) {
      const at = this.#chunks.read(bytes, from, end, events.onData);
      this.#ended = this.#chunks.ended;
      return at;
    }
    const untilClose = this.#head?.body === "until_close";
    const to = untilClose ? end : Math.min(from + this.#bytesLeft, end);
    events.onData(bytes, from, to);
    if (!untilClose) {
      this.#bytesLeft -= to - from;
      this.#ended = this.#bytesLeft === 0;
    }
    return to;
  }
}
