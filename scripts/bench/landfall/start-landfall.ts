import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { freePorts } from "../../start/processes/free-ports.ts";
import type { BenchRun } from "../bench-run.ts";

/** A running system, started by `npm start`. */
export interface Landfall extends AsyncDisposable {
  readonly url: string;
  readonly dataDir: string;
  readonly liveKey: string;
  readonly testKey: string;
}

const startLimitMs = 120_000;
/** Variables of a user's shell that this run must not inherit. */
const notInherited = ["DATABASE_URL", "SEALING_KEYS", "EGRESS_ALLOW", "HOST", "LOG_LEVEL", "NODE_OPTIONS"];

/**
 * Starts the checkout at `options.root` with its own data directory and default settings, except those in
 * `environment`. It ends with this process in any case.
 *
 * @param through a program that runs it, such as one that replaces files
 * @throws Error with its output if it does not start
 */
export async function startLandfall(
  run: BenchRun,
  environment: NodeJS.ProcessEnv = {},
  through: readonly string[] = [],
): Promise<Landfall> {
  const dataDir = mkdtempSync(join(run.dir, "data-"));
  const [port = 0] = await freePorts(1);
  const inherited: NodeJS.ProcessEnv = { ...process.env };
  for (const name of Object.keys(inherited)) {
    if (notInherited.includes(name) || name.startsWith("RATE_LIMIT_")) delete inherited[name];
  }
  const script = join(run.options.root, "scripts", "start.ts");
  const node = [process.execPath, "--disable-warning=ExperimentalWarning", script] as const;
  const [program = process.execPath, ...args] = [...through, ...node];
  const child = spawn(program, args, {
    cwd: run.options.root,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...inherited,
      ...environment,
      DATA_DIR: dataDir,
      PORT: String(port),
      LANDFALL_PARENT: String(process.pid),
    },
  });
  const ended = once(child, "close");
  try {
    await untilReady(child, run.stop);
    const { live_key, test_key } = JSON.parse(readFileSync(join(dataDir, "credentials.json"), "utf8"));
    return {
      url: `http://127.0.0.1:${port}`,
      dataDir,
      liveKey: String(live_key),
      testKey: String(test_key),
      [Symbol.asyncDispose]: () => stop(child, ended),
    };
  } catch (error) {
    await stop(child, ended);
    throw error;
  }
}

async function stop(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
  await ended;
}

async function untilReady(child: ChildProcess, stopped: AbortSignal): Promise<void> {
  let said = "";
  await new Promise<void>((ready, fail) => {
    const limit = setTimeout(() => fail(new Error(`Landfall is not ready in time: ${said}`)), startLimitMs);
    const settle = (error: Error | null) => {
      clearTimeout(limit);
      if (error === null) ready();
      else fail(error);
    };
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk: Buffer) => {
        said += chunk.toString();
        if (said.includes("Ctrl-C stops everything")) settle(null);
      });
    }
    stopped.addEventListener("abort", () => settle(new Error("stopped")), { once: true });
    child.once("close", () => settle(new Error(`Landfall ended before it was ready: ${said}`)));
  });
}

/** True if the checkout has an `npm start`. */
export function isCheckout(root: string): boolean {
  return existsSync(join(root, "scripts", "start.ts")) && existsSync(join(root, "node_modules"));
}
