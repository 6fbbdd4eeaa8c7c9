import { ChunkedBody, type OnData } from "./chunked-body.ts";
import { HeadReader } from "./head-reader.ts";
import { answerTooLarge, HttpError, headTooLarge } from "./http-error.ts";
import type { ResponseHead } from "./response-head.ts";

/** Receives an answer while it is read. */
export interface ResponseEvents {
  /** Called once the status is known. If the head is too large, it has only the fields read so far. */
  onHead(head: Pick<ResponseHead, "statusCode" | "retryAfter">): void;
  /** Receives part of the body. The buffer is reused after the call. */
  readonly onData: OnData;
}

/** Bounds of an answer; beyond either, reading stops with `too_large`. */
export interface AnswerBounds {
  /** Size of one head, interim or final. */
  readonly maxHeadBytes: number;
  /** Everything that is received in answer to one request. */
  readonly maxAnswerBytes: number;
}

/**
 * Reads answers from a connection, one after the other, in any number of pieces. Reads each byte once and
 * keeps almost nothing, so the cost is linear in the answer's size.
 */
export class ResponseReader {
  readonly #bounds: AnswerBounds;
  #bytes = 0;
  #headBytes = 0;
  #reading: HeadReader | null = null;
  #head: ResponseHead | null = null;
  #chunks: ChunkedBody | null = null;
  /** Bytes left of a body with a length. */
  #bytesLeft = 0;
  #ended = false;

  constructor(bounds: AnswerBounds) {
    this.#bounds = bounds;
  }

  /** Resets for the next answer. */
  restart(): void {
    this.#bytes = 0;
    this.#headBytes = 0;
    this.#reading = null;
    this.#head = null;
    this.#chunks = null;
    this.#bytesLeft = 0;
    this.#ended = false;
  }

  /** True once a byte of the answer has come. */
  get begun(): boolean {
    return this.#bytes > 0;
  }

  /** True once the answer is complete. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Head of the answer; null until it has been read. */
  get head(): ResponseHead | null {
    return this.#head;
  }

  /**
   * Reads `bytes` up to `end`.
   *
   * @returns how many bytes belong to the answer
   * @throws HttpError if the answer is malformed or exceeds a bound
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
   * Handles the end of the connection, which ends a body without another end.
   *
   * @throws HttpError if the answer is incomplete
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

  /** Reads one head. Any number of interim heads may precede the final one (RFC 9110, 15.2). */
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

  /** Reports the status before failing: an answer is judged by its status, however long its head. */
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
