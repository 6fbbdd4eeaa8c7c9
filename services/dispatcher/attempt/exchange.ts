import type { Dispatcher } from "undici";
import type { Clock } from "../../runtime/clock.ts";
import { type ExchangeError, exchangeErrorFrom } from "./exchange-error.ts";
import type { AttemptResult } from "./result.ts";

export interface ExchangeLimits {
  readonly maxResponseBytes: number;
  readonly snippetBytes: number;
}

/** Who hears of it; each once. */
export interface ExchangeEvents {
  /** It has its result. */
  settled(exchange: Exchange): void;
  /** undici has let go of the request: the connection's place is free again. */
  released(exchange: Exchange): void;
}

const nothing = Buffer.alloc(0);

/**
 * One request and its answer, as undici reports them: a dispatch handler that turns whatever comes
 * into exactly one `AttemptResult`. Nothing in here may throw but where it says so: undici calls it
 * from socket events.
 */
export class Exchange implements Dispatcher.DispatchHandler {
  /** Settles once and never rejects. */
  readonly result: Promise<AttemptResult>;
  readonly #clock: Clock;
  readonly #limits: ExchangeLimits;
  readonly #timeoutMs: number;
  readonly #events: ExchangeEvents;
  readonly #askedAt: number;
  #resolve: (result: AttemptResult) => void = () => {};
  #callOffTimer: () => void;
  #deadlineAt: number;
  #startedAt: number | null = null;
  #controller: Dispatcher.DispatchController | null = null;
  #settled = false;
  #released = false;
  #statusCode: number | null = null;
  #responseBytes = 0;
  #snippet: Buffer = nothing;
  #retryAfter: string | null = null;

  constructor(clock: Clock, timeoutMs: number, limits: ExchangeLimits, events: ExchangeEvents) {
    this.#clock = clock;
    this.#timeoutMs = timeoutMs;
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
    // Calls `onResponseError` back. Before the request is out there is nothing to abort: undici
    // offers it later, and `onRequestStart` turns it down.
    this.#controller?.abort(new Error(error.message));
  }

  /**
   * undici calls this in the same tick as, and a few lines before, it writes head and body to the
   * connected socket in one corked write, which libuv hands to the kernel at once. No later hook is
   * nearer to the first byte: `onRequestSent` runs after that write, so a receiver on the same
   * machine may have seen the request before it. Microseconds, on a clock of milliseconds.
   *
   * @throws when the time ran out before: undici then drops the request and keeps the connection,
   *   where an abort would close a healthy one
   */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#settled) throw new Error("the attempt has ended");
    this.#controller = controller;
    this.#startedAt = this.#clock.now();
    this.#deadlineAt = this.#startedAt + this.#timeoutMs;
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    statusCode: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    // 102 and 103 may come, any number of times, before the answer (RFC 9110, 15.2).
    if (statusCode < 200) return;
    this.#statusCode = statusCode;
    const retryAfter = headers["retry-after"];
    this.#retryAfter = (Array.isArray(retryAfter) ? retryAfter[0] : retryAfter) ?? null;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    const wanted = this.#limits.snippetBytes - this.#snippet.length;
    // Copied: a view would keep the socket's whole read buffer alive for as long as the result lives.
    if (wanted > 0) this.#snippet = Buffer.concat([this.#snippet, chunk.subarray(0, wanted)]);
    this.#responseBytes += chunk.length;
    if (this.#responseBytes > this.#limits.maxResponseBytes) {
      this.fail({ code: "too_large", message: `the answer is over ${this.#limits.maxResponseBytes} bytes` });
    }
  }

  onResponseEnd(): void {
    if (!this.#settled && this.#statusCode !== null) {
      this.#settle({ ...this.#facts(), kind: "response", statusCode: this.#statusCode });
    }
    this.fail({ code: "reset", message: "the answer has no status" });
    this.release();
  }

  onResponseError(_controller: Dispatcher.DispatchController | null, error: Error): void {
    if (!this.#settled) {
      const { code, message } = exchangeErrorFrom(error, this.#startedAt !== null);
      this.#settle({ ...this.#facts(), kind: "error", code, message });
    }
    this.release();
  }

  /** Gives the place back without undici, which never had the request. */
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

  #settle(result: AttemptResult): void {
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
