import { write, writeSync } from "node:fs";
import type { Pieces } from "./gathered-lines.ts";

/** Limit on what waits to be written; lines beyond it are dropped while the reader is slow. */
const mostWaitingBytes = 4 * 1024 * 1024;
const againMs = 20;
/** Attempts to write to a full pipe when the process exits. */
const mostFinalTries = 50;

/**
 * Writes pieces to a file or pipe in order, without blocking the caller. Drops what cannot be written
 * because the disk is full: logging must neither end nor block the process. (pino's own destination ends
 * the process when a write fails, and never returns when flushed to a full disk.)
 */
export function descriptorPieces(descriptor: number): Pieces {
  let waiting = "";
  let writing = false;

  const writeNext = () => {
    writing = waiting !== "";
    if (!writing) return;
    const piece = Buffer.from(waiting);
    waiting = "";
    writeAll(piece);
  };
  const writeAll = (piece: Buffer) => {
    write(descriptor, piece, (error, written) => {
      if (error?.code === "EAGAIN") setTimeout(writeAll, againMs, piece);
      else if (!error && written < piece.length) writeAll(piece.subarray(written));
      else writeNext();
    });
  };

  return {
    write(piece) {
      if (waiting.length + piece.length > mostWaitingBytes) return;
      waiting += piece;
      if (!writing) writeNext();
    },
    flushSync() {
      let rest = Buffer.from(waiting);
      waiting = "";
      for (let tries = 0; rest.length > 0 && tries < mostFinalTries; tries++) {
        try {
          rest = rest.subarray(writeSync(descriptor, rest));
        } catch (error) {
          if (!(error instanceof Error && "code" in error && error.code === "EAGAIN")) return;
          Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, againMs);
        }
      }
    },
  };
}
