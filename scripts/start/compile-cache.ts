import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const loader = fileURLToPath(new URL("load-modules.ts", import.meta.url));
/** It takes two seconds of one core. */
const fillLimitMs = 20_000;

/**
 * Where Node keeps what it made of our modules, so that no process has to load what strips the types (20 MB each) or
 * to compile anything. It may be removed at any time.
 */
export function compileCacheOf(dataDir: string, environment: NodeJS.ProcessEnv): string {
  return environment.NODE_COMPILE_CACHE || join(dataDir, "compile-cache");
}

/**
 * Sees to it that the cache has the modules of these scripts as they are now, by loading them in a process of its own
 * that starts none of them. Never fails: without the cache all goes on, and takes more memory.
 *
 * @param folder made if it does not exist
 * @param stop gives it up
 */
export async function fillCompileCache(
  scripts: readonly string[],
  folder: string,
  stop: AbortSignal,
): Promise<void> {
  const stampPath = join(folder, "filled-with");
  try {
    const stamp = stampOf(scripts);
    if (readText(stampPath) === stamp) return;
    if (await loaded(scripts, folder, stop)) writeFileSync(stampPath, stamp);
  } catch {
    // A folder that cannot be written to, or sources that change under our eyes: the next start tries again.
  }
}

function loaded(scripts: readonly string[], folder: string, stop: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", loader, ...scripts], {
      env: { NODE_COMPILE_CACHE: folder },
      signal: stop,
      stdio: "ignore",
      timeout: fillLimitMs,
    });
    child.once("error", () => resolve(false));
    child.once("exit", (code) => resolve(code === 0));
  });
}

/** Changes with Node, with what is installed, and with every file of ours that the processes may load. */
function stampOf(scripts: readonly string[]): string {
  const hash = createHash("sha256").update(`${process.version} ${process.arch} ${scripts.join()}`);
  const folders = ["clients", "gateway", "generated", "services"].flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: "utf8" }).map((path) => join(room, path)),
  );
  for (const path of [...folders.filter((each) => /\.(ts|js)$/.test(each)).sort(), "package-lock.json"]) {
    const { size, mtimeMs } = statSync(join(root, path));
    hash.update(`\n${path} ${size} ${mtimeMs}`);
  }
  return hash.digest("hex");
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
