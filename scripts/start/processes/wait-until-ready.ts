import { setTimeout as delay } from "node:timers/promises";
import { CommandFailure, reasonOf } from "../failure.ts";
import { lastLines } from "./log-file.ts";
import { problemLine } from "./problem-line.ts";
import type { SupervisedProgram } from "./supervise.ts";

const readyLimitMs = 45_000;
const lookEveryMs = 50;
const answerLimitMs = 2_000;
/**
 * A program may exit once or twice because another is not up yet; one that keeps exiting will not recover.
 */
const deathsLimit = 3;
const shownLines = 12;

/**
 * Resolves when the gateway reports that everything is ready.
 *
 * @throws CommandFailure if a program keeps exiting, with its last log lines; or when time is up
 */
export async function waitUntilReady(
  apiUrl: string,
  programs: readonly SupervisedProgram[],
  stop: AbortSignal,
): Promise<void> {
  let last = "no answer";
  for (const startedAt = performance.now(); performance.now() - startedAt < readyLimitMs; ) {
    stop.throwIfAborted();
    const dying = programs.find((program) => program.deaths() >= deathsLimit);
    if (dying !== undefined) throw keepsDying(dying);
    try {
      const response = await fetch(`${apiUrl}/readyz`, { signal: AbortSignal.timeout(answerLimitMs) });
      const body = await response.text();
      // The gateway may not have noticed yet that a program has just exited.
      if (response.status === 200 && programs.every((program) => program.pid() !== null)) return;
      last = `${response.status} ${body.slice(0, 300)}`;
    } catch (error) {
      last = reasonOf(error);
    }
    await delay(lookEveryMs);
  }
  throw new CommandFailure(
    `Not ready after ${readyLimitMs / 1000} s: ${apiUrl}/readyz says: ${last}. The logs tell more: ${programs[0]?.logPath.replace(/[^/]+$/, "")}`,
  );
}

function keepsDying(program: SupervisedProgram): CommandFailure {
  // Stack frames would displace the line that says what is wrong.
  const lines = lastLines(program.logPath, 4 * shownLines).filter((line) => !/^\s+at /.test(line));
  const shown = lines
    .slice(-shownLines)
    .map((line) => `    ${problemLine(line) ?? line}`)
    .join("\n");
  return new CommandFailure(
    `${program.name} keeps dying at the start; this is the end of its log, ${program.logPath}:\n${shown}`,
  );
}
