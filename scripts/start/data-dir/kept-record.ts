import { rmSync } from "node:fs";
import { writePrivateFile } from "./private-file.ts";

/** A small file that records what runs, for the next start after this process was killed. */
export interface KeptRecord {
  /**
   * Replaces the content. While the disk is full the old text stays, and the write is retried every second.
   */
  write(text: string): void;
  remove(): void;
}

const tryAgainMs = 1_000;

/** Opens a record. Never throws: a failed note must not end the process. */
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
