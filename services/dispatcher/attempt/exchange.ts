import type { Clock } from "../../runtime/clock.ts";
import { type ExchangeError, exchangeErrorFrom } from "./exchange-error.ts";
import type { HttpConnection } from "./http-connection.ts";
import type { Abortable, ExchangeHandler } from "./http1/exchange-handler.ts";
import type { ResponseHead } from "./http1/response-head.ts";
import type { AttemptResult } from "./result.ts";
import { Snippet } from "./snippet.ts";

export interface ExchangeLimits {
  readonly snippetBytes: number;
}

/** Callbacks of an exchange, each called once. */
export interface ExchangeEvents {
  /** It has its result. */
  settled(exchange: Exchange): void;
  /** The connection is free again. */
  released(exchange: Exchange): void;
}

/** When a request may go out. */
export interface StartWindow {
  /** True while the first byte may go out. */
  isOpen(): boolean;
  /** Asks whether it may after all. Never rejects. */
  askAgain(): Promise<boolean>;
}

/**
 * One request and its answer, as its connection reports them: turns whatever comes into exactly one
 * `AttemptResult`.
 */
export class Exchange implements ExchangeHandler {
  /** Settles once and never rejects; null: it was withdrawn, and nothing was sent. */
  readonly result: Promise<AttemptResult | null>;
  /** Its place among the open ones, while it is one of them. */
  place: number | null = null;
  /** The connection that its origin sends it on, while it does. */
  carrier: HttpConnection | null = null;
  readonly #clock: Clock;
  readonly #timeoutMs: number;
  readonly #window: StartWindow | null;
  readonly #events: ExchangeEvents;
  readonly #askedAt: number;
  #resolve: (result: AttemptResult | null) => void = () => {};
  #callOffTimer: () => void;
  #deadlineAt: number;
  #startedAt: number | null = null;
  #connection: Abortable | null = null;
  #settled = false;
  #released = false;
  #statusCode: number | null = null;
  #responseBytes = 0;
  readonly #snippet: Snippet;
  /** The error that ended the connection on which it was first sent; null: it has not been lost. */
  #lostTo: ExchangeError | null = null;
  #retryAfter: string | null = null;

  /** @param window null: it may start at any time */
  constructor(
    clock: Clock,
    timeoutMs: number,
    window: StartWindow | null,
    limits: ExchangeLimits,
    events: ExchangeEvents,
  ) {
    this.#clock = clock;
    this.#timeoutMs = timeoutMs;
    this.#window = window;
    this.#snippet = new Snippet(limits.snippetBytes);
    this.#events = events;
    this.#askedAt = clock.now();
    this.#deadlineAt = this.#askedAt + timeoutMs;
    this.#callOffTimer = clock.after(timeoutMs, () => this.#onTimer());
    this.result = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  get settled(): boolean {
    return this.#settled;
  }

  /** Ends the exchange with an error; a connection that carries it is closed. */
  fail(error: ExchangeError): void {
    if (this.#settled) return;
    this.#settle({ ...this.#facts(), ...error, kind: "error" });
    // Calls `onError` back. Before the request is out there is nothing to break off: the connection offers it
    // later, and `onStart` turns it down.
    this.#connection?.abort(new Error(error.message));
  }

  /** One that has ended meanwhile may: `onStart` turns it down. */
  mayStart(): boolean {
    return this.#settled || this.#window === null || this.#window.isOpen();
  }

  async askToStart(): Promise<boolean> {
    return this.#window === null || this.#window.askAgain();
  }

  /** One that has been sent before has failed with the connection that it was sent on. */
  onWithdrawn(): void {
    const lostTo = this.#lostTo;
    if (!this.#settled) this.#settle(lostTo && { ...this.#facts(), ...lostTo, kind: "error" });
    this.release();
  }

  /**
   * Nothing is nearer to the first byte: the connection writes right after this, and libuv hands it to the kernel
   * at once. Sent once more, the request is the same attempt, with the time that is left of it.
   *
   * @throws Error when the time ran out before, so that the connection is kept and nothing sent
   */
  onStart(connection: Abortable): void {
    if (this.#settled) throw new Error("the attempt has ended");
    this.#connection = connection;
    if (this.#startedAt !== null) return;
    this.#startedAt = this.#clock.now();
    this.#deadlineAt = this.#startedAt + this.#timeoutMs;
  }

  onLost(error: Error): void {
    this.#connection = null;
    this.#lostTo = exchangeErrorFrom(error, true);
  }

  onHead({ statusCode, retryAfter }: Pick<ResponseHead, "statusCode" | "retryAfter">): void {
    this.#statusCode = statusCode;
    this.#retryAfter = retryAfter;
  }

  onData(bytes: Buffer, from: number, to: number): void {
    this.#responseBytes += to - from;
    this.#snippet.add(bytes, from, to);
  }

  onEnd(): void {
    this.#connection = null;
    if (!this.#settled && this.#statusCode !== null) {
      this.#settle({ ...this.#facts(), kind: "response", statusCode: this.#statusCode });
    }
    this.fail({ code: "reset", message: "the answer has no status" });
    this.release();
  }

  onError(error: Error): void {
    this.#connection = null;
    if (!this.#settled) {
      const { code, message } = exchangeErrorFrom(error, this.#startedAt !== null);
      this.#settle({ ...this.#facts(), kind: "error", code, message });
    }
    this.release();
  }

  /** Gives the connection's place back. */
  release(): void {
    if (this.#released) return;
    this.#released = true;
    this.#events.released(this);
  }

  #onTimer(): void {
    // The clock started anew at the first byte: one timer that is seldom set again costs less than
    // two for every request.
    const remainingMs = this.#deadlineAt - this.#clock.now();
    if (remainingMs > 0) {
      this.#callOffTimer = this.#clock.after(remainingMs, () => this.#onTimer());
      return;
    }
    const what =
      this.#startedAt === null
        ? "no connection to the receiver"
        : this.#statusCode === null
          ? "no answer"
          : "no complete answer";
    this.fail({ code: "timeout", message: `${what} within ${this.#timeoutMs} ms` });
  }

  #settle(result: AttemptResult | null): void {
    this.#settled = true;
    this.#callOffTimer();
    this.#resolve(result);
    this.#events.settled(this);
  }

  #facts() {
    const startedAt = this.#startedAt ?? this.#askedAt;
    return {
      startedAt,
      requestSent: this.#startedAt !== null,
      durationMs: Math.max(this.#clock.now() - startedAt, 0),
      statusCode: this.#statusCode,
      responseBytes: this.#responseBytes,
      snippet: this.#snippet.bytes,
      retryAfter: this.#retryAfter,
    };
  }
}
