import type { Logger } from "../logging/logger.ts";
import type { Clock } from "../time/clock.ts";

export interface LoopOptions {
  readonly name: string;
  readonly clock: Clock;
  readonly log: Logger;
  /**
   * Runs one pass. Returns the milliseconds to wait before the next one; 0 if there may be more to do. An
   * error is logged, and the loop continues after a wait.
   */
  runOnce(): Promise<number>;
}

export interface Loop {
  /** Ends the current wait, or the next one if a pass is running. */
  wake(): void;
  /** Waits for the running pass and starts no other. */
  stop(): Promise<void>;
}

const shortestRetryMs = 100;
const longestRetryMs = 5_000;

/** Runs passes in sequence until stopped; failing passes are retried with growing waits. */
export function startLoop({ name, clock, log, runOnce }: LoopOptions): Loop {
  let stopping = false;
  let woken = false;
  // Plain functions: creating an AbortSignal or two per pass was a large part of an idle loop's cost.
  let endWait = () => {};
  let failures = 0;

  async function pass(): Promise<number> {
    try {
      const waitMs = await runOnce();
      if (failures > 0) log.info({ loop: name, failures }, "loop works again");
      failures = 0;
      return waitMs;
    } catch (error) {
      failures++;
      log.error({ loop: name, err: error, failures }, "loop failed");
      return Math.min(shortestRetryMs * 2 ** (failures - 1), longestRetryMs);
    }
  }

  function wait(waitMs: number): Promise<void> {
    return new Promise((resolve) => {
      if (woken || stopping) return resolve();
      const callOff = clock.after(waitMs, resolve);
      endWait = () => {
        callOff();
        resolve();
      };
    });
  }

  async function run(): Promise<void> {
    while (!stopping) {
      const waitMs = await pass();
      if (waitMs > 0) await wait(waitMs);
      woken = false;
    }
  }

  const done = run();
  return {
    wake() {
      woken = true;
      endWait();
    },
    stop() {
      stopping = true;
      endWait();
      return done;
    },
  };
}
