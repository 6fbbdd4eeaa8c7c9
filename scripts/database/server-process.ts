import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { closeSync, existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { identityOf } from "../../services/runtime/process/process-identity.ts";
import { keptRecord } from "../start/data-dir/kept-record.ts";
import { CommandFailure } from "../start/failure.ts";
import { endProcess } from "../start/processes/end-process.ts";
import { openLog } from "../start/processes/log-file.ts";
import { guardServer } from "./guard.ts";
import { pidFile } from "./server-flags.ts";

/** A clean stop takes 0.1 s; flushing a large buffer pool to a slow disk may take this long. */
const stopLimitMs = 60_000;

export interface ServerCommand {
  readonly path: string;
  readonly flags: readonly string[];
  /** Where the server's messages go, appended. */
  readonly logPath: string;
  /** Holds the process id, so that a server left over by a killed supervisor is found. */
  readonly recordPath: string;
  /** Seconds that the server outlives this process; see `guardServer`. */
  readonly patienceSeconds: number;
  /** Removed when this process dies without a stop; null to keep everything. */
  readonly removeDir: string | null;
}

/** One run of the server. */
export interface ServerProcess {
  /** Resolves when it has ended, with how. */
  readonly ended: Promise<string>;
  isAlive(): boolean;
  /** SIGKILL, for one that hangs; `ended` says when it has ended. */
  kill(): void;
  /** SIGTERM, then SIGKILL after a bound; resolves when it has ended. */
  stop(): Promise<void>;
}

/**
 * Starts the server in a session of its own: a Ctrl-C in the terminal must not end it before the
 * services have drained.
 */
export function launchServer(command: ServerCommand): ServerProcess {
  const log = openLog(command.logPath);
  const child: ChildProcess = spawn(command.path, [...command.flags], {
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  const record = keptRecord(command.recordPath);
  let alive = true;
  let liftGuard = () => {};
  const ended = new Promise<string>((resolve) => {
    const end = (how: string) => {
      alive = false;
      liftGuard();
      record.remove();
      resolve(how);
    };
    child.once("error", (error) => end(error.message));
    child.once("exit", (code, signal) => end(signal === null ? `exit code ${code}` : `signal ${signal}`));
  });
  if (child.pid !== undefined) {
    liftGuard = guardServer(child.pid, command.patienceSeconds, command.removeDir);
    record.write(JSON.stringify({ pid: child.pid, identity: identityOf(child.pid) }));
  }
  return {
    ended,
    isAlive: () => alive,
    kill: () => void (alive && child.kill("SIGKILL")),
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
 * a second, has today's settings, and is a child that can be waited for. One that no record names, since the disk was
 * full, is found by the number that the server itself wrote down when it started.
 *
 * @param directory its data directory
 * @throws CommandFailure when it does not go
 */
export async function endLeftoverServer(recordPath: string, directory: string): Promise<void> {
  for (const leftover of [recordedServer(recordPath), serverOfPidFile(directory)]) {
    if (leftover === null || identityOf(leftover.pid) !== leftover.identity) continue;
    await endProcess(leftover.pid, leftover.identity, { patienceMs: 0, limitMs: stopLimitMs });
    if (identityOf(leftover.pid) === leftover.identity) {
      throw new CommandFailure(`The database of an earlier run does not end: kill process ${leftover.pid}.`);
    }
  }
  rmSync(recordPath, { force: true });
}

interface Leftover {
  readonly pid: number;
  readonly identity: string;
}

function recordedServer(recordPath: string): Leftover | null {
  return existsSync(recordPath) ? parseRecord(readFileSync(recordPath, "utf8")) : null;
}

/** The number may be another process's by now, so the command line must name the data directory. */
function serverOfPidFile(directory: string): Leftover | null {
  try {
    const pid = Number(readFileSync(join(directory, pidFile), "utf8").trim());
    const identity = identityOf(pid);
    return identity !== null && argumentsOf(pid).includes(`--datadir=${directory}`)
      ? { pid, identity }
      : null;
  } catch {
    return null;
  }
}

/** Linux: proc(5) `cmdline`. A minimal system has no `ps`. */
function argumentsOf(pid: number): string[] {
  const path = `/proc/${pid}/cmdline`;
  if (existsSync(path)) return readFileSync(path, "utf8").split("\0");
  return execFileSync("ps", ["-ww", "-o", "args=", "-p", String(pid)], { encoding: "utf8" }).split(" ");
}

function parseRecord(text: string): Leftover | null {
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
