import {
  closeSync,
  copyFileSync,
  existsSync,
  fstatSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
} from "node:fs";

const keptFiles = 2;
/** A line per attempt takes about 300 bytes: this is a few minutes at full speed, days of ordinary use. */
const largestLogBytes = 128 * 1024 * 1024;
const lookEveryMs = 500;
const largestReadBytes = 4 * 1024 * 1024;

/** Rotates logs: `name.log` becomes `name.log.1`, that one `.2`; the oldest is deleted. */
export function rotateLog(path: string): void {
  for (let age = keptFiles; age >= 1; age--) {
    const younger = age === 1 ? path : `${path}.${age - 1}`;
    if (existsSync(younger)) renameSync(younger, `${path}.${age}`);
  }
}

/**
 * Follows a log that another process appends to, line by line from its current end, and rotates it when it
 * is large. The writer has the file itself open instead of a pipe to us. So a thousand lines per second
 * cost this process little, and the writer can continue if this process is killed.
 *
 * @returns a function that reads the rest and stops following
 */
export function followLog(path: string, onLine: (line: string) => void): () => void {
  let offset = existsSync(path) ? statSync(path).size : 0;
  let rest = "";
  const read = () => {
    // Usually nothing has been written, and then this is all a look costs.
    const seen = statSync(path, { throwIfNoEntry: false });
    if (seen === undefined || seen.size === offset) return;
    const file = openSync(path, "r");
    try {
      const size = fstatSync(file).size;
      if (size < offset) offset = 0;
      // If far behind, skip: the lines stay in the file, this is only for the terminal.
      if (size - offset > largestReadBytes) offset = size - largestReadBytes;
      const chunk = Buffer.alloc(size - offset);
      offset += readSync(file, chunk, 0, chunk.length, offset);
      const lines = (rest + chunk.toString()).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) onLine(line);
    } finally {
      closeSync(file);
    }
    if (offset > largestLogBytes) {
      emptyLog(path);
      offset = 0;
    }
  };
  const look = () => {
    try {
      read();
    } catch {
      // An unreadable log must not end the process; the next look tries again.
    }
  };
  const timer = setInterval(look, lookEveryMs);
  timer.unref();
  return () => {
    clearInterval(timer);
    look();
  };
}

/**
 * The writer keeps this file open, so the content is copied and the file emptied, not moved; a few lines
 * may be lost in between.
 */
function emptyLog(path: string): void {
  try {
    copyFileSync(path, `${path}.1`);
  } catch {
    // The disk is full, perhaps because of this log: give up its content.
    rmSync(`${path}.1`, { force: true });
  }
  truncateSync(path, 0);
}

/** Opens a log for appending. If that fails because the disk is full, the writer continues without a log. */
export function openLog(path: string): number {
  try {
    return openSync(path, "a", 0o600);
  } catch {
    return openSync("/dev/null", "a");
  }
}

/** The last `count` lines of a log, for showing after a failure; of a JSON line only the message. */
export function lastLines(path: string, count: number): string[] {
  if (!existsSync(path)) return [];
  const size = statSync(path).size;
  const file = openSync(path, "r");
  try {
    const chunk = Buffer.alloc(Math.min(size, 64 * 1024));
    readSync(file, chunk, 0, chunk.length, size - chunk.length);
    return chunk.toString().trim().split("\n").slice(-count);
  } finally {
    closeSync(file);
  }
}
