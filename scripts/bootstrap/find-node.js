import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

/** The first Node that runs TypeScript as it is without a flag. */
const least = [22, 18];

/**
 * The path of a Node that is new enough: the one among the packages, else the one that runs this.
 *
 * @param {string} root
 * @returns {string}
 */
export function findNode(root) {
  const installed = join(root, "node_modules", ".bin", "node");
  if (existsSync(installed) && isNewEnough(versionOf(installed))) return installed;
  if (isNewEnough(process.version)) return process.execPath;
  throw new Error(
    `Landfall needs Node ${least.join(".")} or newer; this is ${process.version}, and no package of Node fits ${process.platform} ${process.arch}. Install a newer one from https://nodejs.org.`,
  );
}

/** @param {string} path */
function versionOf(path) {
  try {
    return execFileSync(path, ["--version"], { encoding: "utf8", timeout: 10_000 });
  } catch {
    // For another kind of processor, or a C library that is too old: as good as not there.
    return "v0.0.0";
  }
}

/** @param {string} version such as `v22.18.0` */
function isNewEnough(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number);
  return major > least[0] || (major === least[0] && minor >= least[1]);
}
