import type { Socket } from "node:net";

/** Size of one read from a plain socket. */
export const mostReadBytes = 16_384;

/** Bytes read per turn of the event loop: 5 ms of the most expensive input, chunks of one byte. */
const turnBytes = 1_048_576;
/** Smaller reads never pause: a flood comes in large reads, and most answers are one small read. */
const largeBytes = 8_192;
/** Sockets resumed per turn. Each reads at least once, so more would exceed the turn's bytes. */
const resumedAtOnce = turnBytes / mostReadBytes;

/**
 * Shares the event loop between sockets that receive a lot. Without it, a thousand flooding sockets are
 * read round after round before any timer runs. Sockets that read beyond the turn's limit pause and resume
 * in order.
 */
export class ReadPace {
  #bytesLeft = turnBytes;
  #turnEnds = false;
  readonly #resting = new Set<Socket>();

  /** Counts a read. Returns false if the socket must pause; it is resumed when its turn comes. */
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
