import { accessSync, constants, existsSync, mkdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { CommandFailure, codeOf, reasonOf } from "../failure.ts";

/**
 * Creates the data directory and its `logs`, accessible to the owner only.
 *
 * @throws CommandFailure if it is not writable
 */
export function prepareDataDir(dataDir: string): void {
  try {
    makeFolder(join(dataDir, "logs"));
    accessSync(dataDir, constants.W_OK | constants.X_OK);
    accessSync(join(dataDir, "logs"), constants.W_OK | constants.X_OK);
  } catch (error) {
    const taken = codeOf(error) === "EEXIST" || codeOf(error) === "ENOTDIR";
    throw new CommandFailure(
      `DATA_DIR ${dataDir} cannot be written (${taken ? "a file is in its place" : reasonOf(error)}): mend its rights, or choose another with DATA_DIR=.`,
    );
  }
}

/** Not `recursive`: under /proc, where mkdir fails with ENOENT, that never returns (Node 24.21). */
function makeFolder(path: string): void {
  if (existsSync(path) && statSync(path).isDirectory()) return;
  if (dirname(path) !== path) makeFolder(dirname(path));
  mkdirSync(path, { mode: 0o700 });
}
