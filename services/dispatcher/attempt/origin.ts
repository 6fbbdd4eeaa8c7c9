import type { Dispatcher } from "undici";
import type { Connection, Connections } from "./connections.ts";
import type { Exchange } from "./exchange.ts";

interface Waiting {
  readonly exchange: Exchange;
  readonly options: Dispatcher.DispatchOptions;
}

/**
 * The connections to one origin, and who waits for one. The queue is ours: out of undici's a
 * request cannot be taken when its time runs out, and would keep its body until a hanging receiver
 * lets go. undici's is passed through only for the moment that a connection needs to become ready.
 */
export class Origin {
  readonly #connections: Connections;
  readonly #waiting = new Set<Waiting>();
  readonly #busy = new Map<Exchange, Connection>();
  /** When the last request ended; decides which idle origin is closed first. */
  idleSince: number;

  constructor(connections: Connections, now: number) {
    this.#connections = connections;
    this.idleSince = now;
  }

  /** Requests that hold a connection or are dialling one. */
  get inFlight(): number {
    return this.#busy.size;
  }

  /** Requests that wait for a connection to become free. */
  get waiting(): number {
    return this.#waiting.size;
  }

  get idle(): boolean {
    return this.#busy.size === 0 && this.#waiting.size === 0;
  }

  /** Sends at once when a connection is free, else in the order of asking. */
  start(exchange: Exchange, options: Dispatcher.DispatchOptions): void {
    const connection = this.#connections.take();
    if (connection) {
      this.#dispatch(connection, exchange, options);
      return;
    }
    const entry = { exchange, options };
    this.#waiting.add(entry);
    // Its time may run out here; it then never had a place to give back.
    void exchange.result.then(() => this.#waiting.delete(entry));
  }

  /** Takes a connection back and gives it to the next in line. */
  release(ended: Exchange, now: number): void {
    const connection = this.#busy.get(ended);
    if (!connection) return;
    this.#busy.delete(ended);
    this.idleSince = now;
    // A turn later, since a receiver may close without having said so: its end is then seen before the next request.
    if (!this.#handOn(connection)) {
      setImmediate(() => {
        if (!this.#handOn(connection)) this.#connections.giveBack(connection);
      });
    }
  }

  /** Ends everything at once; what is in flight ends as `interrupted`. Never rejects. */
  async destroy(): Promise<void> {
    for (const { exchange } of this.#waiting) {
      exchange.fail({ code: "interrupted", message: "this process was shut down" });
    }
    this.#waiting.clear();
    await this.#connections.destroy();
  }

  /** Gives a connection to the next in line; false: nobody waits. */
  #handOn(connection: Connection): boolean {
    for (const next of this.#waiting) {
      this.#waiting.delete(next);
      if (next.exchange.settled) continue;
      this.#dispatch(connection, next.exchange, next.options);
      return true;
    }
    return false;
  }

  #dispatch(connection: Connection, exchange: Exchange, options: Dispatcher.DispatchOptions): void {
    this.#busy.set(exchange, connection);
    connection.dispatch(options, exchange);
  }
}
