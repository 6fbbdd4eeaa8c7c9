import type { Dispatcher } from "undici";
import type { Exchange } from "./exchange.ts";

interface Waiting {
  readonly exchange: Exchange;
  readonly options: Dispatcher.DispatchOptions;
}

/**
 * The connections to one origin, and who waits for one. The queue is ours: out of undici's a
 * request cannot be taken when its time runs out, and would keep its body until a hanging receiver
 * lets go. undici's is passed through only for the moment that a connection needs to become free.
 */
export class Origin {
  readonly #pool: Dispatcher;
  readonly #maxConnections: number;
  readonly #waiting = new Set<Waiting>();
  #busy = 0;
  /** When the last request ended; decides which idle origin is closed first. */
  idleSince: number;

  constructor(pool: Dispatcher, maxConnections: number, now: number) {
    this.#pool = pool;
    this.#maxConnections = maxConnections;
    this.idleSince = now;
  }

  /** Requests that hold a connection or are dialling one. */
  get inFlight(): number {
    return this.#busy;
  }

  /** Requests that wait for a connection to become free. */
  get waiting(): number {
    return this.#waiting.size;
  }

  get idle(): boolean {
    return this.#busy === 0 && this.#waiting.size === 0;
  }

  /** Sends at once when a connection is free, else in the order of asking. */
  start(exchange: Exchange, options: Dispatcher.DispatchOptions): void {
    if (this.#busy < this.#maxConnections) {
      this.#dispatch(exchange, options);
      return;
    }
    const entry = { exchange, options };
    this.#waiting.add(entry);
    // Its time may run out here; it then never had a place to give back.
    void exchange.result.then(() => this.#waiting.delete(entry));
  }

  /** Takes a place back and gives it to the next in line. */
  release(now: number): void {
    this.#busy--;
    this.idleSince = now;
    for (const next of this.#waiting) {
      this.#waiting.delete(next);
      if (next.exchange.settled) continue;
      this.#dispatch(next.exchange, next.options);
      return;
    }
  }

  /** Ends everything at once; what is in flight ends as `interrupted`. Never rejects. */
  async destroy(): Promise<void> {
    for (const { exchange } of this.#waiting) {
      exchange.fail({ code: "interrupted", message: "this process was shut down" });
    }
    this.#waiting.clear();
    await this.#pool.destroy();
  }

  #dispatch(exchange: Exchange, options: Dispatcher.DispatchOptions): void {
    this.#busy++;
    this.#pool.dispatch(options, exchange);
  }
}
