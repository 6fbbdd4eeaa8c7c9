export interface Interval {
  /** Whole milliseconds, at least 1. */
  everyMs: number;
  /** The instant to count from: `starts_at`, else creation. */
  anchorAt: number;
  /** True if the anchor is itself the first occurrence, as when `starts_at` was given. */
  anchorFires: boolean;
}

/**
 * Returns the first `count` instants of `anchorAt + n × everyMs` strictly after `after`, with n from 0 if
 * `anchorFires`, else from 1. Computes each from the anchor in whole numbers, so that errors do not add up.
 *
 * @throws RangeError when `everyMs` is not a whole number from 1
 */
export function nextIntervals(interval: Interval, after: number, count: number): number[] {
  const { everyMs, anchorAt, anchorFires } = interval;
  if (!Number.isSafeInteger(everyMs) || everyMs < 1) throw new RangeError(`everyMs: ${everyMs}`);
  const firstAt = anchorFires ? anchorAt : anchorAt + everyMs;
  // The remainder is exact; a quotient would be rounded.
  const sinceMs = after - firstAt;
  const nextAt = sinceMs < 0 ? firstAt : after - (sinceMs % everyMs) + everyMs;
  return Array.from({ length: Math.max(count, 0) }, (_, index) => nextAt + index * everyMs);
}
