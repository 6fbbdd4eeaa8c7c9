import type { Clock } from "../../runtime/time/clock.ts";
import type { HttpConnection } from "./connections/http-connection.ts";
import { type ExchangeError, exchangeErrorFrom } from "./exchange-error.ts";
import type { Abortable, ExchangeHandler } from "./http1/exchange-handler.ts";
import type { ResponseHead } from "./http1/response-head.ts";
import type { AttemptResult } from "./result.ts";
import { Snippet } from "./snippet.ts";

export interface ExchangeLimits {
  readonly snippetBytes: number;
}

/** Callbacks of an exchange, each called once. */
export interface ExchangeEvents {
  /** The result is known. */
  settled(exchange: Exchange): void;
  /** The connection is free again. */
  released(exchange: Exchange): void;
}

/** Decides if a request may still start. */
export interface StartWindow {
  /** True while the first byte may be sent. */
  isOpen(): boolean;
  /** Asks again after the window has closed. Never rejects. */
  askAgain(): Promise<boolean>;
}

/** One request and its answer. Turns the connection's events into exactly one `AttemptResult`. */
export class Exchange implements ExchangeHandler {
  /** Resolves once and never rejects; null if the request was withdrawn and nothing was sent. */
  readonly result: Promise<AttemptResult | null>;
  /** Its index among the open exchanges; null if it is not open. */
  place: number | null = null;
  /** The connection that carries it; null if none does. */
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
  /** The error that ended its first connection; null if that connection was not lost. */
  #lostTo: ExchangeError | null = null;
  #retryAfter: string | null = null;

  /** @param window null if it may start at any time */
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

  /** Ends the exchange with an error and closes the connection that carries it. */
  fail(error: ExchangeError): void {
    if (this.#settled) return;
    this.#settle({ ...this.#facts(), ...error, kind: "error" });
    // Calls `onError` back. Before the request is written there is nothing to abort: the connection calls
    // `onStart` later, which throws.
    this.#connection?.abort(new Error(error.message));
  }

  /** True if the request may start now. Also true if the exchange has ended already: then `onStart` throws. */
  mayStart(): boolean {
    return this.#settled || this.#window === null || this.#window.isOpen();
  }

  async askToStart(): Promise<boolean> {
    return this.#window === null || this.#window.askAgain();
  }

  /** A request that was sent before fails with the error of that connection. */
  onWithdrawn(): void {
    const lostTo = this.#lostTo;
    if (!this.#settled) this.#settle(lostTo && { ...this.#facts(), ...lostTo, kind: "error" });
    this.release();
  }

  /**
   * Last check before the first byte: the connection writes right after this, and libuv passes it to the
   * kernel at once. A resend is the same attempt, with the time that is left of it.
   *
   * @throws Error if the time ran out before; the connection is kept and nothing is sent
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

  /** Gives the connection back. */
  release(): void {
    if (this.#released) return;
    this.#released = true;
    this.#events.released(this);
  }

  #onTimer(): void {
    // The deadline moved at the first byte. Rearming one timer now and then is cheaper than two timers for
    // every request.
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
