import { write, writeSync } from "node:fs";
import type { Pieces } from "./gathered-lines.ts";

/** The most that waits to be written; lines beyond it, while the reader is slow, are given up. */
const mostWaitingBytes = 4 * 1024 * 1024;
const againMs = 20;
/** Of a pipe that is full when the process ends. */
const mostFinalTries = 50;

/**
 * Writes pieces to a file or a pipe, one after the other, without holding up whoever wrote them. What cannot be written,
 * since the disk is full, is given up: a process must neither end nor hang for its log. (pino's own destination ends the
 * process when a write fails, and when it is flushed to a full disk it never returns.)
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
