import type { Clock } from "../../runtime/clock.ts";
import { type ExchangeError, exchangeErrorFrom } from "./exchange-error.ts";
import type { Connection } from "./http1/connection.ts";
import type { Abortable, ExchangeHandler } from "./http1/exchange-handler.ts";
import type { ResponseHead } from "./http1/response-head.ts";
import type { AttemptResult } from "./result.ts";

export interface ExchangeLimits {
  readonly maxResponseBytes: number;
  readonly snippetBytes: number;
}

/** Who hears of it; each once. */
export interface ExchangeEvents {
  /** It has its result. */
  settled(exchange: Exchange): void;
  /** The connection is free again. */
  released(exchange: Exchange): void;
}

/** When a request may go out. */
export interface StartWindow {
  /** Whether its first byte may go out now. */
  isOpen(): boolean;
  /** Asks whether it may after all. Never rejects. */
  askAgain(): Promise<boolean>;
}

const nothing = Buffer.alloc(0);

/**
 * One request and its answer, as its connection reports them: turns whatever comes into exactly one
 * `AttemptResult`.
 */
export class Exchange implements ExchangeHandler {
  /** Settles once and never rejects; null: it was withdrawn, and nothing was sent. */
  readonly result: Promise<AttemptResult | null>;
  /** Its place among the open ones, while it is one of them. */
  place: number | null = null;
  /** What its origin sends it on, while it does. */
  carrier: Connection | null = null;
  readonly #clock: Clock;
  readonly #limits: ExchangeLimits;
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
  #snippet: Buffer = nothing;
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
    this.#limits = limits;
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

  onWithdrawn(): void {
    if (!this.#settled) this.#settle(null);
    this.release();
  }

  /**
   * Nothing is nearer to the first byte: the connection writes right after this, and libuv hands it to the kernel
   * at once.
   *
   * @throws Error when the time ran out before, so that the connection is kept and nothing sent
   */
  onStart(connection: Abortable): void {
    if (this.#settled) throw new Error("the attempt has ended");
    this.#connection = connection;
    this.#startedAt = this.#clock.now();
    this.#deadlineAt = this.#startedAt + this.#timeoutMs;
  }

  onHead({ statusCode, retryAfter }: ResponseHead): void {
    this.#statusCode = statusCode;
    this.#retryAfter = retryAfter;
  }

  onData(chunk: Buffer): void {
    const wanted = this.#limits.snippetBytes - this.#snippet.length;
    // Copied, since the bytes are only lent.
    if (wanted > 0) this.#snippet = Buffer.concat([this.#snippet, chunk.subarray(0, wanted)]);
    this.#responseBytes += chunk.length;
    if (this.#responseBytes > this.#limits.maxResponseBytes) {
      this.fail({ code: "too_large", message: `the answer is over ${this.#limits.maxResponseBytes} bytes` });
    }
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
      snippet: this.#snippet,
      retryAfter: this.#retryAfter,
    };
  }
}
