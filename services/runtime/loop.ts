import { type Clock, sleep } from "./clock.ts";
import type { Logger } from "./logger.ts";

export interface LoopOptions {
  readonly name: string;
  readonly clock: Clock;
  readonly log: Logger;
  /**
   * One pass. Returns the milliseconds to wait before the next one; 0 when there may be more to do.
   * What it throws is logged, and the loop goes on after a while.
   */
  runOnce(): Promise<number>;
}

export interface Loop {
  /** Ends the present wait, or the next one if a pass is running. */
  wake(): void;
  /** Lets the pass that is running finish, and starts no other. */
  stop(): Promise<void>;
}

const shortestRetryMs = 100;
const longestRetryMs = 5_000;

/** Runs passes one after the other until it is stopped; a failing pass is tried again, ever more slowly. */
export function startLoop({ name, clock, log, runOnce }: LoopOptions): Loop {
  const stopping = new AbortController();
  let waiting = new AbortController();
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

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const waitMs = await pass();
      if (waitMs > 0) await sleep(clock, waitMs, AbortSignal.any([stopping.signal, waiting.signal]));
      waiting = new AbortController();
    }
  }

  const done = run();
  return {
    wake: () => waiting.abort(),
    stop: () => {
      stopping.abort();
      return done;
    },
  };
}
