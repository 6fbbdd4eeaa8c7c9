import { type Logger, pino } from "pino";
import { descriptorPieces } from "./descriptor-pieces.ts";
import { gatheredLines } from "./gathered-lines.ts";

export type { Logger };

const standardOutput = 1;

/** What is to be written when the process ends. */
const open = new Set<{ flushSync(): void }>();
process.on("exit", () => {
  for (const lines of open) lines.flushSync();
});

/**
 * The process's log: one JSON line an event on standard output, fields first, the message a constant.
 * Never hand it a body, a secret or a header value.
 */
export function createLogger(process: string, level: string): Logger {
  // A system call for each line would be a tenth of what a delivery costs.
  const lines = gatheredLines(descriptorPieces(standardOutput));
  open.add(lines);
  return pino({ level, base: { process }, timestamp }, lines);
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
