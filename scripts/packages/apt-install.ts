import { spawn } from "node:child_process";
import { existsSync } from "node:fs";

/** Package sources can be slow; past this the installation counts as hung. */
const installLimitMs = 10 * 60_000;

/** True if Debian's packages can be installed here without asking anybody: as root, with apt-get. */
export function canAptInstall(): boolean {
  return process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
}

/** Installs a Debian package. Whether it is there afterwards is for the caller to see; answers what was said last. */
export async function aptInstall(name: string, environment: NodeJS.ProcessEnv): Promise<string> {
  const install = ["install", "-y", "-qq", "--no-install-recommends", name];
  let result = await aptGet(install, environment);
  if (result.status !== 0) {
    // The package lists of a fresh image are empty; refreshing costs seconds, so only when needed.
    await aptGet(["update", "-qq"], environment);
    result = await aptGet(install, environment);
  }
  return result.output.trim().split("\n").at(-1) ?? "no output";
}

/** Runs apt-get, in the folder `cwd` where one is given; answers its exit code and what it said last. */
export function aptGet(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  cwd?: string,
): Promise<{ status: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn("/usr/bin/apt-get", ["-o", "DPkg::Lock::Timeout=60", ...args], {
      env: { ...environment, DEBIAN_FRONTEND: "noninteractive", NEEDRESTART_MODE: "l" },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: installLimitMs,
      ...(cwd !== undefined && { cwd }),
    });
    let output = "";
    const keep = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-8_000);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.once("error", (error) => resolve({ status: null, output: error.message }));
    child.once("close", (status) => resolve({ status, output }));
  });
}
