import { type ChildProcess, spawn } from "node:child_process";
import { closeSync } from "node:fs";
import { followLog, openLog, rotateLog } from "./log-file.ts";
import { problemLine } from "./problem-line.ts";
import { backoffMs } from "./restart-backoff.ts";

/** A program that is to run as long as this process. */
export interface Program {
  readonly name: string;
  /** Arguments of Node: flags, the script, its arguments. */
  readonly args: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  readonly logPath: string;
}

export interface SupervisedProgram {
  readonly name: string;
  readonly logPath: string;
  /** Null between an exit and the next start. */
  pid(): number | null;
  /** Number of unexpected exits. */
  deaths(): number;
  /**
   * Sends SIGTERM, so that it drains; SIGKILL after `limitMs`, or at once when `hurry` aborts. Resolves
   * when it has exited; it is not restarted.
   */
  stop(limitMs: number, hurry: AbortSignal): Promise<void>;
}

/** A program that ran this long has recovered: its next failure counts as the first. */
const recoveredAfterMs = 30_000;
const shownWithin = { lines: 20, ms: 10_000 };

/**
 * Starts a program and restarts it, with backoff, whenever it exits. Its standard input is a pipe that we
 * hold open, whose end tells it that we are gone, even after `kill -9`. It has a session of its own, so
 * that Ctrl-C in the terminal reaches only us and we can stop all in order.
 *
 * @param say receives lines about exits and about the program's warnings
 * @param onStart called for every new process
 */
export function supervise(
  program: Program,
  say: (line: string) => void,
  onStart: () => void,
): SupervisedProgram {
  rotateLog(program.logPath);
  const unfollow = followLog(program.logPath, showProblems(program, say));
  let child: ChildProcess | null = null;
  let restart: NodeJS.Timeout | undefined;
  let stopping = false;
  let deaths = 0;
  let failures = 0;
  let onGone = () => {};

  const start = () => {
    const startedAt = performance.now();
    const spawned = launch(program);
    child = spawned;
    const gone = (how: string) => {
      if (child !== spawned) return;
      child = null;
      onGone();
      if (stopping) return;
      deaths++;
      failures = performance.now() - startedAt > recoveredAfterMs ? 1 : failures + 1;
      const waitMs = backoffMs(failures);
      say(
        `  ! ${program.name} ended (${how}) and is started again in ${waitMs} ms; its log: ${program.logPath}`,
      );
      restart = setTimeout(start, waitMs);
    };
    spawned.once("error", (error) => gone(error.message));
    spawned.once("exit", (code, signal) => gone(signal === null ? `exit code ${code}` : `signal ${signal}`));
    onStart();
  };
  start();

  return {
    name: program.name,
    logPath: program.logPath,
    pid: () => child?.pid ?? null,
    deaths: () => deaths,
    async stop(limitMs, hurry) {
      stopping = true;
      clearTimeout(restart);
      const running = child;
      if (running !== null) {
        const ended = new Promise<void>((resolve) => {
          onGone = resolve;
        });
        const kill = () => running.kill("SIGKILL");
        running.kill(hurry.aborted ? "SIGKILL" : "SIGTERM");
        const timer = setTimeout(kill, limitMs);
        hurry.addEventListener("abort", kill, { once: true });
        await ended;
        clearTimeout(timer);
        hurry.removeEventListener("abort", kill);
      }
      unfollow();
    },
  };
}

function launch(program: Program): ChildProcess {
  const log = openLog(program.logPath);
  const child = spawn(process.execPath, [...program.args], {
    detached: true,
    env: program.environment,
    stdio: ["pipe", log, log],
  });
  closeSync(log);
  child.stdin?.on("error", () => undefined);
  return child;
}

/**
 * Shows problems, but limits them: a program that fails a thousand times a second must not flood the
 * terminal. Its log has all of them.
 */
function showProblems(program: Program, say: (line: string) => void): (line: string) => void {
  let since = 0;
  let shown = 0;
  return (line) => {
    const problem = problemLine(line);
    if (problem === null) return;
    if (performance.now() - since > shownWithin.ms) {
      since = performance.now();
      shown = 0;
    }
    shown++;
    if (shown <= shownWithin.lines) say(`  ${program.name}: ${problem}`);
    else if (shown === shownWithin.lines + 1) say(`  ${program.name}: … more in ${program.logPath}`);
  };
}
