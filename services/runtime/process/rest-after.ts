/** Works a ninth of the time, so that upkeep does not disturb latency-critical work. */
const restsPerStep = 8;
const shortestMs = 10;
const longestMs = 5_000;

/**
 * Milliseconds that upkeep rests after a step that took `tookMs`. Self-regulating: on a busy store a step
 * takes longer, and so does the rest.
 */
export function restAfter(tookMs: number): number {
  return Math.min(Math.max(restsPerStep * tookMs, shortestMs), longestMs);
}
