import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const lookEveryMs = 250;

/**
 * Runs `work` while no other command of this repository installs: `npm start` and `npm test` at once on
 * a fresh clone would delete one another's packages. A lock whose process is gone counts for nothing;
 * where none can be written, the work is done without.
 *
 * @param {string} root
 * @param {() => Promise<void>} work
 */
export async function withInstallLock(root, work) {
  const path = join(root, ".data", "installing");
  while (!take(path)) {
    if (!isAlive(path)) rmSync(path, { force: true });
    else await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
  try {
    await work();
  } finally {
    if (holderOf(path) === process.pid) rmSync(path, { force: true });
  }
}

/** @param {string} path @returns {boolean} false when another has it */
function take(path) {
  try {
    mkdirSync(join(path, ".."), { recursive: true, mode: 0o700 });
    writeFileSync(path, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    return !(error instanceof Error && "code" in error && error.code === "EEXIST");
  }
}

/** @param {string} path */
function holderOf(path) {
  try {
    return Number(readFileSync(path, "utf8")) || null;
  } catch {
    return null;
  }
}

/** @param {string} path */
function isAlive(path) {
  const holder = holderOf(path);
  if (holder === null) return false;
  try {
    process.kill(holder, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
