import type { DestinationStream } from "pino";

/** What gathers lines and writes them in pieces: pino's destination, when it is not synchronous. */
export interface GatheredLines {
  write(line: string): unknown;
  /** Writes what has been gathered, unless a piece is being written. */
  flush(): void;
  flushSync(): void;
}

const flushEveryMs = 100;
/** A flush that meets a piece being written does nothing, so there are more of them than one. */
const quietFlushes = 10;

/**
 * Sees to it that no line waits for more than 100 ms for others to be written with. Flushes only while there are lines,
 * and for a second longer: a timer that always ran would wake an idle process ten times a second. Does not keep the
 * process alive.
 */
export function flushedSoon(lines: GatheredLines): DestinationStream & { flushSync(): void } {
  let left = 0;
  const flush = () => {
    lines.flush();
    left--;
    if (left > 0) later(flush);
  };
  return {
    write(line) {
      lines.write(line);
      if (left === 0) later(flush);
      left = quietFlushes;
    },
    flushSync: () => lines.flushSync(),
  };
}

function later(flush: () => void): void {
  setTimeout(flush, flushEveryMs).unref();
}
