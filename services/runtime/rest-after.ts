/** Of the time, a ninth is worked: what has all day must not move what has milliseconds. */
const restsPerStep = 8;
const shortestMs = 10;
const longestMs = 5_000;

/**
 * Returns how long upkeep in many small steps rests after one that took `tookMs`, in milliseconds. It gives way by
 * itself: where the store is busy a step takes longer, and so does the rest.
 */
export function restAfter(tookMs: number): number {
  return Math.min(Math.max(restsPerStep * tookMs, shortestMs), longestMs);
}
