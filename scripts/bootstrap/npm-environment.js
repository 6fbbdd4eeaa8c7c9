import { accessSync, constants, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * The environment for npm, with a cache that it can write to: the usual one, else one under the
 * repository's `.data`, else one in the temporary folder. Without it npm fails where HOME is empty or
 * read-only, as in many containers.
 *
 * @param {string} root
 * @param {NodeJS.ProcessEnv} environment
 * @returns {NodeJS.ProcessEnv}
 */
export function npmEnvironment(root, environment) {
  const usual = environment.npm_config_cache || (environment.HOME ? join(environment.HOME, ".npm") : "");
  const candidates = [usual, join(root, ".data", "npm-cache"), join(tmpdir(), "landfall-npm-cache")];
  const cache = candidates.find((folder) => folder !== "" && isWritable(folder)) ?? candidates[2];
  // Telling npm to be quiet in its own terms; NODE_ENV=production would leave out what the tests need.
  return { ...environment, npm_config_cache: cache, NODE_ENV: "", DISABLE_OPENCOLLECTIVE: "1", ADBLOCK: "1" };
}

/** @param {string} folder */
function isWritable(folder) {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
