import { rmSync } from "node:fs";
import { writePrivateFile } from "./private-file.ts";

/** A small file that says what runs, for whoever comes after this process was killed. */
export interface KeptRecord {
  /** Replaces what it says. While the disk is full the old text stays, and it is tried again every second. */
  write(text: string): void;
  remove(): void;
}

const tryAgainMs = 1_000;

/** Never throws: a process must not die of what it only notes. */
export function keptRecord(path: string): KeptRecord {
  let timer: NodeJS.Timeout | undefined;
  const write = (text: string) => {
    clearTimeout(timer);
    try {
      writePrivateFile(path, text);
    } catch {
      timer = setTimeout(() => write(text), tryAgainMs);
      timer.unref();
    }
  };
  return {
    write,
    remove() {
      clearTimeout(timer);
      rmSync(path, { force: true });
    },
  };
}
