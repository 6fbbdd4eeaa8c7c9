import { spawn } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CommandFailure } from "../../start/failure.ts";
import type { BenchRun } from "../bench-run.ts";

const folder = fileURLToPath(new URL("../peers", import.meta.url));

/** Installs the peers' packages if they are missing or older than their lock file. @throws CommandFailure */
export async function installPeers(run: BenchRun): Promise<void> {
  const record = join(folder, "node_modules", ".package-lock.json");
  const lock = join(folder, "package-lock.json");
  if (existsSync(record) && statSync(record).mtimeMs >= statSync(lock).mtimeMs) return;
  await run.steps.run("the peers' packages (npm ci)", () => npmCi(run.stop));
}

function npmCi(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn("npm", ["ci", "--loglevel=error", "--no-progress"], {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
      signal,
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => {
        said = (said + chunk.toString()).slice(-4_000);
      });
    }
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new CommandFailure(`npm ci failed in ${folder}: ${said}`));
    });
  });
}
