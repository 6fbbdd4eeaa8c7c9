import type { HttpConnection } from "./http-connection.ts";

/**
 * Pool of connections to one origin. Reuses the most recently used connection first, so that a quiet
 * origin's other connections go idle and close.
 */
export class Connections {
  readonly #open: () => HttpConnection;
  readonly #most: number;
  readonly #free: HttpConnection[] = [];
  readonly #all: HttpConnection[] = [];

  /**
   * @param open creates one more connection
   * @param most maximum number of connections
   */
  constructor(open: () => HttpConnection, most: number) {
    this.#open = open;
    this.#most = most;
  }

  /** Takes a free connection until it is given back; null if all are in use. */
  take(now: number): HttpConnection | null {
    const free = this.#free.pop();
    if (free) {
      free.closeIfIdle(now);
      return free;
    }
    if (this.#all.length >= this.#most) return null;
    const opened = this.#open();
    this.#all.push(opened);
    return opened;
  }

  giveBack(connection: HttpConnection): void {
    this.#free.push(connection);
  }

  /** Closes the connections whose idle time is over. */
  closeIdle(now: number): void {
    for (const connection of this.#free) connection.closeIfIdle(now);
  }

  /** Closes all connections at once; requests in flight fail. */
  destroy(): void {
    for (const connection of this.#all) connection.destroy();
  }
}
