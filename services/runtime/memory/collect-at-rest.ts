import { Session } from "node:inspector/promises";
import { performance } from "node:perf_hooks";
import type { Logger } from "../logging/logger.ts";
import { type Loop, startLoop } from "../process/loop.ts";
import type { Clock } from "../time/clock.ts";

/** The parts of the process that are observed and controlled. */
export interface Collected {
  /** Share of the time since the last call in which the event loop was busy. */
  busyShare(): number;
  /** Runs a full garbage collection; blocks the process for 25 to 50 ms. */
  collect(): Promise<void>;
}

const lookEveryMs = 10_000;
/** A busy share from here on counts as load. */
const loadedShare = 0.05;
/** A busy share below this counts as rest; an idle service's own work is a third of it. */
const restingShare = 0.03;
/** Minimum interval between collections. */
const leastBetweenMs = 60_000;

/**
 * Collects garbage once after a load, when the process has been at rest for ten seconds, at most once a
 * minute. V8 collects only when memory is allocated, so garbage of a load would stay until the next one: 20
 * MB per process after a small load, 100 MB after a large one. A steady load, low or high, is left to V8,
 * because a collection blocks everything else.
 *
 * Remove this once `npm run bench -- cost` shows no more memory after a load without it.
 */
export function collectAtRest(clock: Clock, log: Logger, own: Collected = thisProcess()): Loop {
  let hadLoad = false;
  let notBefore = clock.now() + leastBetweenMs;
  return startLoop({
    name: "collect-at-rest",
    clock,
    log,
    async runOnce() {
      const share = own.busyShare();
      if (share >= loadedShare) hadLoad = true;
      if (hadLoad && share < restingShare && clock.now() >= notBefore) {
        hadLoad = false;
        notBefore = clock.now() + leastBetweenMs;
        await own.collect();
      }
      return lookEveryMs;
    },
  });
}

function thisProcess(): Collected {
  let last = performance.eventLoopUtilization();
  return {
    busyShare() {
      const total = performance.eventLoopUtilization();
      const { utilization } = performance.eventLoopUtilization(total, last);
      last = total;
      return utilization;
    },
    collect: collectGarbage,
  };
}

/**
 * Node's `--expose-gc` would do the same, but disables Node's start-up snapshot, which costs each process
 * 20 MB.
 */
export async function collectGarbage(): Promise<void> {
  const session = new Session();
  session.connect();
  try {
    await session.post("HeapProfiler.collectGarbage");
  } finally {
    session.disconnect();
  }
}
