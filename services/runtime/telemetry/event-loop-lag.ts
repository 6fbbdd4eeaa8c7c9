import type { Histogram } from "prom-client";

const lookEveryMs = 100;

/** The upper bounds of the histogram, milliseconds. */
export const lagBuckets = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 5_000];

/**
 * Observes ten times a second by how much a timer is late: what the event loop was busy with kept everything else
 * waiting for as long. Does not keep the process alive.
 */
export function observeEventLoopLag(histogram: Histogram): void {
  let expectedAt = performance.now() + lookEveryMs;
  setInterval(() => {
    const now = performance.now();
    histogram.observe(Math.max(now - expectedAt, 0));
    expectedAt = now + lookEveryMs;
  }, lookEveryMs).unref();
}
