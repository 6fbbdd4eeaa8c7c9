import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { guardServer } from "../database/guard.ts";

/** A program that runs beside a bench. */
export interface ChildProgram extends AsyncDisposable {
  readonly pid: number;
  /** Checks that it still runs. @throws Error with the last lines of its log if it has ended */
  assertAlive(): void;
}

const stopLimitMs = 20_000;

export interface ProgramCommand {
  readonly path: string;
  readonly args: readonly string[];
  /** Its output; appended. */
  readonly logPath: string;
  /** Removed when the bench dies without ending the program; null: nothing. */
  readonly removeDir: string | null;
  /** Seconds that it outlives a bench that dies without ending it. */
  readonly patienceSeconds: number;
  /** User that runs the program; null: the current one. */
  readonly user: { readonly uid: number; readonly gid: number } | null;
  /** The signal that makes it end in order. */
  readonly stopSignal: "SIGTERM" | "SIGINT";
}

/**
 * Starts a program that does not receive a terminal's Ctrl-C. It ends in order when it is disposed of, with SIGKILL
 * after a bound, and also when this process is killed.
 */
export async function startProgram(command: ProgramCommand): Promise<ChildProgram> {
  const log = openSync(command.logPath, "a", 0o600);
  const child: ChildProcess = spawn(command.path, [...command.args], {
    detached: true,
    stdio: ["ignore", log, log],
    ...(command.user ?? {}),
  });
  closeSync(log);
  await once(child, "spawn");
  const { pid } = child;
  if (pid === undefined) throw new Error(`${command.path} has no process`);
  const liftGuard = guardServer(pid, command.patienceSeconds, command.removeDir);
  const ended = once(child, "exit").then(liftGuard);
  const isAlive = () => child.exitCode === null && child.signalCode === null;
  return {
    pid,
    assertAlive() {
      if (isAlive()) return;
      const said = readFileSync(command.logPath, "utf8").trim().split("\n").slice(-8).join("\n");
      throw new Error(`${command.path} ended by itself: ${said}`);
    },
    async [Symbol.asyncDispose]() {
      if (!isAlive()) return;
      child.kill(command.stopSignal);
      const kill = setTimeout(() => child.kill("SIGKILL"), stopLimitMs);
      await ended;
      clearTimeout(kill);
    },
  };
}
