import { chmodSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { CommandFailure, codeOf } from "./failure.ts";

/** What a disk that takes no more says. */
const noRoom = new Set(["ENOSPC", "EDQUOT"]);

/**
 * Writes a file that only its owner may read, whole or not at all: a crash leaves the old one, and no
 * instant passes in which others could read it.
 *
 * @throws CommandFailure when the disk is full
 */
export function writePrivateFile(path: string, text: string): void {
  const unfinished = `${path}.${process.pid}.new`;
  try {
    writeFileSync(unfinished, text, { mode: 0o600 });
    // `mode` is for new files only; one left by a crash may have another.
    chmodSync(unfinished, 0o600);
    renameSync(unfinished, path);
  } catch (error) {
    rmSync(unfinished, { force: true });
    if (!isNoRoom(error)) throw error;
    throw new CommandFailure(`The disk of ${dirname(path)} is full: make room on it and start again.`);
  }
}

/** True if an error says that the disk is full. */
export function isNoRoom(error: unknown): boolean {
  return noRoom.has(codeOf(error) ?? "");
}
