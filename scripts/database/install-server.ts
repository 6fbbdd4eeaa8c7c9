import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { CommandFailure } from "../start/failure.ts";
import { findServer, type ServerProgram } from "./find-server.ts";

/** Package sources can be slow; past this the installation counts as hung. */
const installLimitMs = 10 * 60_000;

const byHand =
  "install it (Debian, Ubuntu: `sudo apt-get install mariadb-server-core`; macOS: `brew install mariadb`; " +
  "Fedora: `sudo dnf install mariadb-server`), or set DATABASE_URL=mysql://user:password@host/database";

/**
 * The MariaDB server, installed first where that is possible: as root with apt-get. `say` hears of it,
 * since it takes a while.
 *
 * @throws CommandFailure with what to do by hand
 */
export async function requireServer(
  environment: NodeJS.ProcessEnv,
  say: (line: string) => void,
): Promise<ServerProgram> {
  const present = findServer(environment);
  if (present !== null) return present;
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) {
    throw new CommandFailure(`MariaDB is not on this machine: ${byHand}.`);
  }
  say("installing MariaDB (apt-get install mariadb-server-core)");
  const install = ["install", "-y", "-qq", "--no-install-recommends", "mariadb-server-core"];
  let result = await aptGet(install, environment);
  if (result.status !== 0) {
    // The package lists of a fresh image are empty; refreshing costs seconds, so only when needed.
    await aptGet(["update", "-qq"], environment);
    result = await aptGet(install, environment);
  }
  const installed = findServer(environment);
  if (installed !== null) return installed;
  throw new CommandFailure(`apt-get could not install MariaDB (${lastLine(result.output)}): ${byHand}.`);
}

function aptGet(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<{ status: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn("/usr/bin/apt-get", ["-o", "DPkg::Lock::Timeout=60", ...args], {
      env: { ...environment, DEBIAN_FRONTEND: "noninteractive", NEEDRESTART_MODE: "l" },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: installLimitMs,
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

function lastLine(output: string): string {
  return output.trim().split("\n").at(-1) ?? "no output";
}
