import { performance } from "node:perf_hooks";
import type { Histogram } from "prom-client";

const lookEveryMs = 100;
/** Each look wakes the process, and in one that has nothing to do nothing is late. */
const idleLookEveryMs = 1_000;
/** Busy for less of the time than this is idle. */
const busyShare = 0.05;

/** The upper bounds of the histogram, seconds. */
export const lagBuckets = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5];

/**
 * Observes by how much a timer is late: what the event loop was busy with kept everything else waiting for as long.
 * Ten times a second while the process is busy for more than a twentieth of its time, once a second while it is not.
 * Does not keep the process alive.
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
