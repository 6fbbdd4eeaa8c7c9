import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const kept = join(import.meta.dirname, "..", "..", "..", ".data", "test");

/**
 * Installs the packages of a folder beside this file, which only one test needs, as its lock file says. They are kept
 * in `.data/test` until the lock file changes; the folder's other files are copied there each time.
 *
 * @returns the folder with `node_modules`
 */
export async function installLocked(name: string): Promise<string> {
  const source = join(import.meta.dirname, name);
  const lock = readFileSync(join(source, "package-lock.json"));
  const hash = createHash("sha256").update(lock).digest("hex").slice(0, 12);
  const target = join(kept, `${name}-${process.platform}-${process.arch}-${hash}`);
  if (!existsSync(target)) await install(name, source, target);
  cpSync(source, target, { recursive: true });
  return target;
}

/** The folder is there whole or not at all, whoever else installs it at this moment. */
async function install(name: string, source: string, target: string): Promise<void> {
  process.stderr.write(`installing the packages of test/clients/packages/${name} (npm ci)\n`);
  const unfinished = `${target}.${process.pid}`;
  mkdirSync(kept, { recursive: true, mode: 0o700 });
  cpSync(source, unfinished, { recursive: true });
  try {
    await promisify(execFile)("npm", ["ci", "--loglevel=error", "--no-progress"], {
      cwd: unfinished,
      timeout: 300_000,
    });
    for (const each of readdirSync(kept)) {
      const isOlder = each.startsWith(`${name}-`) && /^[0-9a-f]{12}$/.test(each.split("-").at(-1) ?? "");
      if (isOlder && join(kept, each) !== target) rmSync(join(kept, each), { recursive: true, force: true });
    }
    if (!existsSync(target)) renameSync(unfinished, target);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}
