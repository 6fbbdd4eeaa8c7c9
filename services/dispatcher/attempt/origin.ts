import type { Connections } from "./connections.ts";
import type { Exchange } from "./exchange.ts";
import type { HttpConnection } from "./http-connection.ts";
import type { RequestParts } from "./http1/request-head.ts";

interface Waiting {
  readonly exchange: Exchange;
  readonly request: RequestParts;
}

/**
 * The connections to one origin, and who waits for one: at most for as long as its time lasts.
 */
export class Origin {
  readonly #connections: Connections;
  readonly #waiting = new Set<Waiting>();
  #inFlight = 0;
  /** When the last request ended; decides which idle origin is closed first. */
  idleSince: number;

  constructor(connections: Connections, now: number) {
    this.#connections = connections;
    this.idleSince = now;
  }

  /** Requests that hold a connection or are dialling one. */
  get inFlight(): number {
    return this.#inFlight;
  }

  /** Requests that wait for a connection to become free. */
  get waiting(): number {
    return this.#waiting.size;
  }

  get idle(): boolean {
    return this.#inFlight === 0 && this.#waiting.size === 0;
  }

  /** Sends at once when a connection is free, else in the order of asking. */
  start(exchange: Exchange, request: RequestParts, now: number): void {
    const connection = this.#connections.take(now);
    if (connection) {
      this.#send(connection, exchange, request);
      return;
    }
    const entry = { exchange, request };
    this.#waiting.add(entry);
    // Its time may run out here; it then never had a place to give back.
    void exchange.result.then(() => this.#waiting.delete(entry));
  }

  /** Takes a connection back and gives it to the next in line. */
  release(ended: Exchange, now: number): void {
    const connection = ended.carrier;
    if (!connection) return;
    ended.carrier = null;
    this.#inFlight--;
    this.idleSince = now;
    // Two turns later, since a receiver may close without having said so: sockets are looked at between the two, so
    // its end is seen before the next request.
    setImmediate(() => {
      setImmediate(() => {
        if (!this.#handOn(connection)) this.#connections.giveBack(connection);
      });
    });
  }

  /** Closes connections that were not used for as long as they may be kept. */
  closeIdle(now: number): void {
    this.#connections.closeIdle(now);
  }

  /** Ends everything at once; what is in flight ends as `interrupted`. */
  destroy(): void {
    for (const { exchange } of this.#waiting) {
      exchange.fail({ code: "interrupted", message: "this process was shut down" });
    }
    this.#waiting.clear();
    this.#connections.destroy();
  }

  /** Gives a connection to the next in line; false: nobody waits. */
  #handOn(connection: HttpConnection): boolean {
    for (const next of this.#waiting) {
      this.#waiting.delete(next);
      if (next.exchange.settled) continue;
      this.#send(connection, next.exchange, next.request);
      return true;
    }
    return false;
  }

  #send(connection: HttpConnection, exchange: Exchange, request: RequestParts): void {
    exchange.carrier = connection;
    this.#inFlight++;
    connection.send(request, exchange);
  }
}
