export interface Interval {
  /** Whole milliseconds, at least 1. */
  everyMs: number;
  /** Where counting begins: `starts_at`, else creation. */
  anchorAt: number;
  /** True if the anchor is itself the first occurrence: so when `starts_at` was given. */
  anchorFires: boolean;
}

/**
 * The first `count` instants of `anchorAt + n × everyMs` strictly after `after`, n from 0 or 1 as
 * `anchorFires` says. Each is computed from the anchor, in whole numbers, so that nothing drifts.
 *
 * @throws RangeError when `everyMs` is not a whole number from 1
 */
export function nextIntervals(interval: Interval, after: number, count: number): number[] {
  const { everyMs, anchorAt, anchorFires } = interval;
  if (!Number.isSafeInteger(everyMs) || everyMs < 1) throw new RangeError(`everyMs: ${everyMs}`);
  const firstAt = anchorFires ? anchorAt : anchorAt + everyMs;
  // The remainder is exact where a quotient would be rounded.
  const sinceMs = after - firstAt;
  const nextAt = sinceMs < 0 ? firstAt : after - (sinceMs % everyMs) + everyMs;
  return Array.from({ length: Math.max(count, 0) }, (_, index) => nextAt + index * everyMs);
}
