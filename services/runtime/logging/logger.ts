import { type Logger, pino } from "pino";
import { descriptorPieces } from "./descriptor-pieces.ts";
import { gatheredLines } from "./gathered-lines.ts";

export type { Logger };

const standardOutput = 1;

/** Destinations to flush when the process exits. */
const open = new Set<{ flushSync(): void }>();
process.on("exit", () => {
  for (const lines of open) lines.flushSync();
});

/**
 * Creates the process's logger: one JSON line per event on standard output; the message is a constant, all
 * data is in fields. Never pass it a body, a secret or a header value.
 */
export function createLogger(process: string, level: string): Logger {
  // One system call per line would be a tenth of a delivery's cost.
  const lines = gatheredLines(descriptorPieces(standardOutput));
  open.add(lines);
  return pino({ level, base: { process }, timestamp }, lines);
}

let writtenAt = 0;
let written = "";

/** Same format as pino's isoTime, cached: in a burst many lines share a millisecond. */
function timestamp(): string {
  const now = Date.now();
  if (now !== writtenAt) {
    writtenAt = now;
    written = `,"time":"${new Date(now).toISOString()}"`;
  }
  return written;
}
