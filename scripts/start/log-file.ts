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
/** One line an attempt is about 300 bytes: a few minutes at full speed, days of ordinary use. */
const largestLogBytes = 128 * 1024 * 1024;
const lookEveryMs = 500;
const largestReadBytes = 4 * 1024 * 1024;

/** Makes room for a new log: `name.log` becomes `name.log.1`, that one `.2`; the oldest goes. */
export function rotateLog(path: string): void {
  for (let age = keptFiles; age >= 1; age--) {
    const younger = age === 1 ? path : `${path}.${age - 1}`;
    if (existsSync(younger)) renameSync(younger, `${path}.${age}`);
  }
}

/**
 * Follows a log that another process appends to, line by line, from its present end; and rotates it
 * when it has grown large. The writer has the file itself open, not a pipe to us: so a thousand lines a
 * second cost this process little, and the writer can go on when this process is killed.
 *
 * @returns reads what is left and ends the watch
 */
export function followLog(path: string, onLine: (line: string) => void): () => void {
  let offset = existsSync(path) ? statSync(path).size : 0;
  let rest = "";
  const read = () => {
    // Nearly always nothing has come, and then this is all that a look costs.
    const seen = statSync(path, { throwIfNoEntry: false });
    if (seen === undefined || seen.size === offset) return;
    const file = openSync(path, "r");
    try {
      const size = fstatSync(file).size;
      if (size < offset) offset = 0;
      // Far behind, what is skipped is in the file; this is only for the terminal.
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
      // Nobody may die of a log that cannot be read now; it is looked at again.
    }
  };
  const timer = setInterval(look, lookEveryMs);
  timer.unref();
  return () => {
    clearInterval(timer);
    look();
  };
}

/** The writer appends to this very file, so it is emptied, not moved; a few lines may be lost in between. */
function emptyLog(path: string): void {
  try {
    copyFileSync(path, `${path}.1`);
  } catch {
    // The disk is full, perhaps of just this: what is in it is given up.
    rmSync(`${path}.1`, { force: true });
  }
  truncateSync(path, 0);
}

/** Opens a log to append to. Where that fails, since the disk is full, whoever writes it goes on without one. */
export function openLog(path: string): number {
  try {
    return openSync(path, "a", 0o600);
  } catch {
    return openSync("/dev/null", "a");
  }
}

/** The last `count` lines of a log, for somebody who must know now; what a JSON line says, without its fields. */
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
