import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { CommandFailure } from "../start/failure.ts";
import { createSteps, type Steps } from "../start/steps.ts";
import type { Options } from "./options.ts";

/** Collaborators of every measure. */
export interface BenchRun {
  readonly options: Options;
  /** Shows progress on stderr, so that stdout holds the result alone. */
  readonly steps: Steps;
  /** Aborts at Ctrl-C. */
  readonly stop: AbortSignal;
  /** Folder for all files; removed at the end. */
  readonly dir: string;
  /** Waits until the instant. @throws AbortError when the run is stopped */
  until(instant: number): Promise<void>;
  /** Polls every `everyMs` until `look` returns true. @throws CommandFailure that names `what` after `limitMs` */
  poll(what: string, everyMs: number, limitMs: number, look: () => Promise<boolean>): Promise<void>;
}

/**
 * Runs `work` in a new temporary folder, which is removed afterwards in any case. SIGINT, SIGTERM and SIGHUP abort
 * `stop`; `work` must dispose of what it started when its waits reject.
 */
export async function withBenchRun<Result>(
  options: Options,
  work: (run: BenchRun) => Promise<Result>,
): Promise<Result> {
  const stopping = new AbortController();
  const stop = stopping.signal;
  const onSignal = () => stopping.abort(new Error("stopped by a signal"));
  const names = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const name of names) process.on(name, onSignal);
  const dir = mkdtempSync(join(options.dir ?? tmpdir(), "landfall-bench-"));
  const pause = (ms: number) => delay(Math.max(ms, 0), undefined, { signal: stop });
  try {
    return await work({
      options,
      steps: createSteps(process.stderr, () => performance.now()),
      stop,
      dir,
      until: (instant) => pause(instant - Date.now()),
      async poll(what, everyMs, limitMs, look) {
        for (const startedAt = performance.now(); performance.now() - startedAt < limitMs; ) {
          if (await look()) return;
          await pause(everyMs);
        }
        throw new CommandFailure(`${what}: not within ${Math.round(limitMs / 1000)} s`);
      },
    });
  } catch (error) {
    if (stop.aborted) throw new CommandFailure("Stopped.");
    throw error;
  } finally {
    for (const name of names) process.off(name, onSignal);
    rmSync(dir, { recursive: true, force: true });
  }
}
