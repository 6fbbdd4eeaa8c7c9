import { performance } from "node:perf_hooks";
import type { Histogram } from "prom-client";

const lookEveryMs = 100;
/** Interval while idle: each look wakes the process, and nothing is late in an idle one. */
const idleLookEveryMs = 1_000;
/** A process with a smaller busy share is idle. */
const busyShare = 0.05;

/** Upper bounds of the histogram, in seconds. */
export const lagBuckets = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5];

/**
 * Observes how late a timer fires, which is how long the event loop kept everything else waiting. Looks ten
 * times a second while the process is busy for more than a twentieth of the time, else once a second. Does
 * not keep the process alive.
 */
export function observeEventLoopLag(histogram: Histogram): void {
  let last = performance.eventLoopUtilization();
  const lookIn = (waitMs: number) => {
    const expectedAt = performance.now() + waitMs;
    setTimeout(() => {
      histogram.observe(Math.max(performance.now() - expectedAt, 0) / 1_000);
      const total = performance.eventLoopUtilization();
      const { utilization } = performance.eventLoopUtilization(total, last);
      last = total;
      lookIn(utilization > busyShare ? lookEveryMs : idleLookEveryMs);
    }, waitMs).unref();
  };
  lookIn(lookEveryMs);
}
