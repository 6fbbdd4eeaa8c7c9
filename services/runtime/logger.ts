import { type Logger, pino } from "pino";

export type { Logger };

/**
 * The process's log: one JSON line an event on standard output, fields first, the message a constant.
 * Never hand it a body, a secret or a header value.
 */
export function createLogger(process: string, level: string): Logger {
  return pino(
    { level, base: { process }, timestamp: pino.stdTimeFunctions.isoTime },
    // A system call for each line would be a tenth of what a delivery costs. What is written by then goes out at an exit.
    pino.destination({ sync: false, minLength: 4_096, periodicFlush: 100 }),
  );
}
