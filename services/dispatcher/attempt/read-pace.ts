import type { Socket } from "node:net";

/** The size of one read from a plain socket. */
export const mostReadBytes = 16_384;

/** Read by one turn of the event loop: 5 ms of the dearest bytes there are, chunks of one byte each. */
const turnBytes = 1_048_576;
/** Reads below this are never held up: a flood comes in larger ones, and most answers are one small one. */
const largeBytes = 8_192;
/** Sockets that go on in one turn. Each reads once at least, so more would exceed the turn's bytes. */
const resumedAtOnce = turnBytes / mostReadBytes;

/**
 * Shares the event loop between sockets that have much to say. Without it, a thousand that flood are read round after
 * round before a timer runs. Those that read on past what a turn allows rest, and go on in their order.
 */
export class ReadPace {
  #bytesLeft = turnBytes;
  #turnEnds = false;
  readonly #resting = new Set<Socket>();

  /** Tells of a read. False: the socket must rest; it is resumed in its turn. */
  mayGoOn(socket: Socket, bytes: number): boolean {
    this.#bytesLeft -= bytes;
    this.#endTurn();
    if (this.#bytesLeft > 0 || bytes < largeBytes) return true;
    this.#resting.add(socket);
    return false;
  }

  #endTurn(): void {
    if (this.#turnEnds) return;
    this.#turnEnds = true;
    setImmediate(() => {
      this.#turnEnds = false;
      this.#bytesLeft = turnBytes;
      let resumed = 0;
      for (const socket of this.#resting) {
        if (resumed === resumedAtOnce) break;
        this.#resting.delete(socket);
        if (socket.destroyed) continue;
        socket.resume();
        resumed++;
      }
      if (this.#resting.size > 0) this.#endTurn();
    });
  }
}
