import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const script = fileURLToPath(new URL("../dashboard.ts", import.meta.url));
/** Usually takes three to four seconds of one core. */
const buildLimitMs = 120_000;

/** Folder that the gateway serves the console from. */
export const builtFolder = join(root, "dashboard", "dist", "console");

/** Name of the file in the built folder that holds the stamp of its sources. */
export const stampName = "built-from";

/**
 * Builds the console in a process of its own, unless the present build is of the same sources.
 *
 * @param stop cancels the build
 * @returns null if it is built, else why it is not
 */
export async function ensureDashboard(stop?: AbortSignal): Promise<string | null> {
  try {
    if (isBuilt()) return null;
  } catch {
    // Without sources nothing can be compared; the build says what is missing.
  }
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", script, "build"], {
      signal: stop,
      // React's development build, which any other value selects, is half as large again.
      env: { ...process.env, NODE_ENV: "production" },
      stdio: ["ignore", "ignore", "pipe"],
      timeout: buildLimitMs,
    });
    let said = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      said = `${said}${chunk.toString()}`.slice(-4_000);
    });
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code) => resolve(code === 0 ? null : firstLine(said)));
  });
}

/** True if the built folder is of the present sources. */
export function isBuilt(): boolean {
  return readText(join(builtFolder, stampName)) === stampOfSources();
}

/** Changes with every file that the build reads: the sources, those of the SDK, and the packages' lock. */
export function stampOfSources(): string {
  const hash = createHash("sha256").update(process.versions.node.split(".")[0] ?? "");
  const folders = ["dashboard/src", "clients/sdk/src", "generated/sdk", "scripts/dashboard"];
  const paths = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  const others = ["dashboard/index.html", "package-lock.json"].map((path) => join(root, path));
  for (const path of [...paths.sort(), ...others])
    hash.update(`\n${path.slice(root.length)}\n`).update(readFileSync(path));
  return hash.digest("hex");
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

function firstLine(text: string): string {
  return text.split("\n").find((line) => line.trim() !== "") ?? "it ended without a word";
}
