import { accessSync, constants, mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { CommandFailure, codeOf, reasonOf } from "./failure.ts";

/**
 * Makes the data directory and its `logs`, for the owner only.
 *
 * @throws CommandFailure when it cannot be written to
 */
export function prepareDataDir(dataDir: string): void {
  try {
    mkdirSync(join(dataDir, "logs"), { recursive: true, mode: 0o700 });
    accessSync(dataDir, constants.W_OK | constants.X_OK);
    accessSync(join(dataDir, "logs"), constants.W_OK | constants.X_OK);
    if (!statSync(dataDir).isDirectory()) throw new Error("it is not a folder");
  } catch (error) {
    const why =
      codeOf(error) === "EEXIST" || codeOf(error) === "ENOTDIR" ? "a file is in its place" : reasonOf(error);
    throw new CommandFailure(
      `DATA_DIR ${dataDir} cannot be written (${why}): mend its rights, or choose another with DATA_DIR=.`,
    );
  }
}
