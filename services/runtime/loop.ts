import type { Clock } from "./clock.ts";
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
  let stopping = false;
  let woken = false;
  // Plain functions: an AbortSignal or two for each pass were much of what an idle loop cost.
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
