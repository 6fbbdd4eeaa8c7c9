import { chmodSync, renameSync, writeFileSync } from "node:fs";

/**
 * Writes a file that only its owner may read, whole or not at all: a crash leaves the old one, and no
 * instant passes in which others could read it.
 */
export function writePrivateFile(path: string, text: string): void {
  const unfinished = `${path}.${process.pid}.new`;
  writeFileSync(unfinished, text, { mode: 0o600 });
  // `mode` is for new files only; one left by a crash may have another.
  chmodSync(unfinished, 0o600);
  renameSync(unfinished, path);
}
