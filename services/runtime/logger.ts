import { type Logger, pino } from "pino";
import { flushedSoon } from "./flushed-soon.ts";

export type { Logger };

/**
 * The process's log: one JSON line an event on standard output, fields first, the message a constant.
 * Never hand it a body, a secret or a header value.
 */
export function createLogger(process: string, level: string): Logger {
  return pino(
    { level, base: { process }, timestamp },
    // A system call for each line would be a tenth of what a delivery costs. What is written by then goes out at an exit.
    flushedSoon(pino.destination({ sync: false, minLength: 12_288 })),
  );
}

let writtenAt = 0;
let written = "";

/** As pino's own isoTime; in a burst many lines share a millisecond. */
function timestamp(): string {
  const now = Date.now();
  if (now !== writtenAt) {
    writtenAt = now;
    written = `,"time":"${new Date(now).toISOString()}"`;
  }
  return written;
}
