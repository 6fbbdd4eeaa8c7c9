import { ServiceError } from "../../runtime/errors.ts";
import { durationMs, parseDuration } from "../../runtime/time/duration.ts";
import { durationHint } from "../../runtime/time/duration-hint.ts";

const longestNs = 24n * 3_600_000_000_000n;

/**
 * Milliseconds over which replays are spread.
 *
 * @param over a Go duration from 0 to 24 hours; undefined for all at once
 * @throws ServiceError `invalid_duration`
 */
export function spreadMs(over: string | undefined): number {
  if (over === undefined) return 0;
  const ns = parseDuration(over);
  if (ns !== null && ns >= 0n && ns <= longestNs) return durationMs(ns);
  throw new ServiceError(
    "invalid_duration",
    `over must be a Go duration from 0s to 24h, such as 10m${durationHint(over)}.`,
    "over",
  );
}

/**
 * Due times of `count` replays: from `now` in even steps, the last one a step before the end.
 *
 * @param overMs 0 or more
 */
export function spreadInstants(count: number, now: number, overMs: number): number[] {
  return Array.from({ length: count }, (_, index) => now + Math.floor((index * overMs) / count));
}
