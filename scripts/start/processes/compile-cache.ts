import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const loader = fileURLToPath(new URL("load-modules.ts", import.meta.url));
/** Usually takes two seconds of one core. */
const fillLimitMs = 20_000;

/**
 * Folder of Node's compile cache for our modules. With it no process loads the type stripper (20 MB each)
 * or compiles anything. It may be deleted at any time.
 */
export function compileCacheOf(dataDir: string, environment: NodeJS.ProcessEnv): string {
  return environment.NODE_COMPILE_CACHE || join(dataDir, "compile-cache");
}

/**
 * Fills the cache with the current modules of these scripts, by loading them in a separate process that
 * does not start them. Never fails: without the cache everything works, but needs more memory.
 *
 * @param folder created if it does not exist
 * @param stop cancels the filling
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
    // The folder is not writable, or sources changed meanwhile: the next start tries again.
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

/**
 * Changes with Node's version, with the installed packages, and with any source file that the processes may
 * load.
 */
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
