import { Session } from "node:inspector/promises";
import { performance } from "node:perf_hooks";
import type { Clock } from "./clock.ts";
import type { Logger } from "./logger.ts";
import { type Loop, startLoop } from "./loop.ts";

/** The process, as far as this goes. */
export interface Collected {
  /** The share of the time since the last call in which the event loop was busy. */
  busyShare(): number;
  /** Collects all garbage; for 25 to 50 ms the process does nothing else. */
  collect(): Promise<void>;
}

const lookEveryMs = 10_000;
/** Busy for this much of the time is a load. */
const loadedShare = 0.05;
/** Busy for less is rest: what services do by themselves takes a third of it. */
const restingShare = 0.03;
/** However often loads come. */
const leastBetweenMs = 60_000;

/**
 * Collects garbage once after a load, when the process has been at rest for ten seconds, and once a minute at most. V8
 * collects when memory is asked for, so what a load leaves behind would stand until the next one: 20 MB in each process
 * after a small load, 100 after a large one. A steady rate, low or high, is left to V8: a collection keeps everything
 * else waiting.
 *
 * It can go when `npm run bench -- cost` shows no more memory after a load without it.
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

/** Node's `--expose-gc` would do, but costs each process 20 MB: its own start-up snapshot is not used then. */
export async function collectGarbage(): Promise<void> {
  const session = new Session();
  session.connect();
  try {
    await session.post("HeapProfiler.collectGarbage");
  } finally {
    session.disconnect();
  }
}
