import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, rmSync } from "node:fs";
import { identityOf } from "../../services/runtime/process-identity.ts";
import { endProcess } from "../start/end-process.ts";
import { CommandFailure } from "../start/failure.ts";
import { writePrivateFile } from "../start/private-file.ts";
import { guardServer } from "./guard.ts";

/** A clean stop takes 0.1 s; flushing a large buffer pool to a slow disk may take this long. */
const stopLimitMs = 60_000;

export interface ServerCommand {
  readonly path: string;
  readonly flags: readonly string[];
  /** Where the server's messages go, appended. */
  readonly logPath: string;
  /** Holds the process id, so that a server left over by a killed supervisor is found. */
  readonly recordPath: string;
  /** How long the server outlives this process; see `guardServer`. */
  readonly patienceSeconds: number;
  /** Removed when this process dies without a stop; null to keep everything. */
  readonly removeDir: string | null;
}

/** One run of the server. */
export interface ServerProcess {
  /** Resolves when it has ended, with how. */
  readonly ended: Promise<string>;
  isAlive(): boolean;
  /** SIGTERM, then SIGKILL after a bound; resolves when it has ended. */
  stop(): Promise<void>;
}

/**
 * Starts the server in a session of its own: a Ctrl-C in the terminal must not end it before the
 * services have drained.
 */
export function launchServer(command: ServerCommand): ServerProcess {
  const log = openSync(command.logPath, "a", 0o600);
  const child: ChildProcess = spawn(command.path, [...command.flags], {
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  let alive = true;
  let liftGuard = () => {};
  const ended = new Promise<string>((resolve) => {
    const end = (how: string) => {
      alive = false;
      liftGuard();
      rmSync(command.recordPath, { force: true });
      resolve(how);
    };
    child.once("error", (error) => end(error.message));
    child.once("exit", (code, signal) => end(signal === null ? `exit code ${code}` : `signal ${signal}`));
  });
  if (child.pid !== undefined) {
    liftGuard = guardServer(child.pid, command.patienceSeconds, command.removeDir);
    writePrivateFile(command.recordPath, JSON.stringify({ pid: child.pid, identity: identityOf(child.pid) }));
  }
  return {
    ended,
    isAlive: () => alive,
    async stop() {
      if (!alive) return;
      child.kill("SIGTERM");
      const kill = setTimeout(() => child.kill("SIGKILL"), stopLimitMs);
      await ended;
      clearTimeout(kill);
    },
  };
}

/**
 * Ends the server that a killed supervisor left behind, cleanly. It is not adopted: a new one costs half
 * a second, has today's settings, and is a child that can be waited for.
 *
 * @throws CommandFailure when it does not go
 */
export async function endLeftoverServer(recordPath: string): Promise<void> {
  if (!existsSync(recordPath)) return;
  const record = parseRecord(readFileSync(recordPath, "utf8"));
  if (record !== null && identityOf(record.pid) === record.identity) {
    await endProcess(record.pid, record.identity, { patienceMs: 0, limitMs: stopLimitMs });
    if (identityOf(record.pid) === record.identity) {
      throw new CommandFailure(`The database of an earlier run does not end: kill process ${record.pid}.`);
    }
  }
  rmSync(recordPath, { force: true });
}

function parseRecord(text: string): { pid: number; identity: string } | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || !("pid" in value) || !("identity" in value))
      return null;
    const { pid, identity } = value;
    return typeof pid === "number" && typeof identity === "string" ? { pid, identity } : null;
  } catch {
    return null;
  }
}
