import type { Exchange } from "../exchange.ts";
import type { RequestParts } from "../http1/request-head.ts";
import type { Connections } from "./connections.ts";
import type { HttpConnection } from "./http-connection.ts";

interface Waiting {
  readonly exchange: Exchange;
  readonly request: RequestParts;
}

/** Connections to one origin, and the requests waiting for one within their timeout. */
export class Origin {
  readonly #connections: Connections;
  readonly #waiting = new Set<Waiting>();
  #inFlight = 0;
  /** When the last request ended; the origin idle for longest is closed first. */
  idleSince: number;

  constructor(connections: Connections, now: number) {
    this.#connections = connections;
    this.idleSince = now;
  }

  /** Number of requests that hold a connection or are dialing. */
  get inFlight(): number {
    return this.#inFlight;
  }

  /** Number of requests waiting for a free connection. */
  get waiting(): number {
    return this.#waiting.size;
  }

  get idle(): boolean {
    return this.#inFlight === 0 && this.#waiting.size === 0;
  }

  /** Sends at once if a connection is free; otherwise the request waits for one. */
  start(exchange: Exchange, request: RequestParts, now: number): void {
    const connection = this.#connections.take(now);
    if (connection) {
      this.#send(connection, exchange, request);
      return;
    }
    const entry = { exchange, request };
    this.#waiting.add(entry);
    // The exchange may time out while it waits; it then has no connection to give back.
    void exchange.result.then(() => this.#waiting.delete(entry));
  }

  /** Takes a connection back and passes it to the next waiting request. */
  release(ended: Exchange, now: number): void {
    const connection = ended.carrier;
    if (!connection) return;
    ended.carrier = null;
    this.#inFlight--;
    this.idleSince = now;
    // Two turns later: a receiver may close without announcing it. Sockets are polled between the two
    // turns, so the close is seen before the next request.
    setImmediate(() => {
      setImmediate(() => {
        if (!this.#handOn(connection)) this.#connections.giveBack(connection);
      });
    });
  }

  /** Closes connections whose idle time is over. */
  closeIdle(now: number): void {
    this.#connections.closeIdle(now);
  }

  /** Closes all connections at once; requests in flight end as `interrupted`. */
  destroy(): void {
    for (const { exchange } of this.#waiting) {
      exchange.fail({ code: "interrupted", message: "this process was shut down" });
    }
    this.#waiting.clear();
    this.#connections.destroy();
  }

  /** Passes a connection to the next waiting request; false if none waits. */
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
