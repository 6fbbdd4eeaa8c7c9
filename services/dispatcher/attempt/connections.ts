import type { HttpConnection } from "./http-connection.ts";

/**
 * The connections to one origin. The one that was used last is used next, so that a quiet origin's others close
 * for want of use.
 */
export class Connections {
  readonly #open: () => HttpConnection;
  readonly #most: number;
  readonly #free: HttpConnection[] = [];
  readonly #all: HttpConnection[] = [];

  /** @param open makes one more; `most` at once */
  constructor(open: () => HttpConnection, most: number) {
    this.#open = open;
    this.#most = most;
  }

  /** One that nobody uses, until it is given back; null: all are in use. */
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

  /** Closes those that were not used for as long as they may be kept. */
  closeIdle(now: number): void {
    for (const connection of this.#free) connection.closeIfIdle(now);
  }

  /** Ends everything at once; what is in flight fails. */
  destroy(): void {
    for (const connection of this.#all) connection.destroy();
  }
}
