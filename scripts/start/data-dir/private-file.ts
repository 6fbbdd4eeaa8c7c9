import { chmodSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { CommandFailure, codeOf } from "../failure.ts";

/** Error codes of a full disk. */
const noRoom = new Set(["ENOSPC", "EDQUOT"]);

/**
 * Writes a file that only its owner may read, atomically: a crash leaves the old file, and others can never
 * read the new one.
 *
 * @throws CommandFailure if the disk is full
 */
export function writePrivateFile(path: string, text: string): void {
  const unfinished = `${path}.${process.pid}.new`;
  try {
    writeFileSync(unfinished, text, { mode: 0o600 });
    // `mode` applies to new files only; a file left by a crash may have another.
    chmodSync(unfinished, 0o600);
    renameSync(unfinished, path);
  } catch (error) {
    rmSync(unfinished, { force: true });
    if (!isNoRoom(error)) throw error;
    throw new CommandFailure(`The disk of ${dirname(path)} is full: make room on it and start again.`);
  }
}

/** True if an error means that the disk is full. */
export function isNoRoom(error: unknown): boolean {
  return noRoom.has(codeOf(error) ?? "");
}
