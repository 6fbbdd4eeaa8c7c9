import type { TimingColumns } from "../store/for-scheduler.ts";
import { occurrencesAfter, type Timing } from "./timing/plan.ts";
import { type DstRule, type Occurrence, parseLocalTime, resolveWallClock } from "./timing/wall-clock.ts";

/**
 * The first `count` instants after `after` at which a schedule is planned, ascending; `max_runs` is not
 * counted here, since it depends on what was planned before.
 *
 * @throws RangeError when they cannot be worked out, as in a zone that this Node no longer knows
 */
export function upcomingOccurrences(timing: TimingColumns, after: number, count: number): Occurrence[] {
  if (timing.kind === "one_shot")
    return oneShotOccurrences(timing)
      .filter(({ at }) => at > after)
      .slice(0, count);
  return occurrencesAfter(recurringTiming(timing), after, count);
}

/** The same, but none where they cannot be worked out: for what is answered about the schedule all the same. */
export function upcomingIfKnown(timing: TimingColumns, after: number, count: number): Occurrence[] {
  try {
    return upcomingOccurrences(timing, after, count);
  } catch {
    return [];
  }
}

/** Mostly one; a wall-clock time that comes twice has two when `dst.overlap` is `both`. */
function oneShotOccurrences(timing: TimingColumns): Occurrence[] {
  const local = timing.localFireAt === null ? null : parseLocalTime(timing.localFireAt);
  if (local !== null) return resolveWallClock(local, timing.timezone ?? "UTC", dstRule(timing));
  return timing.fireAt === null ? [] : [{ at: timing.fireAt, note: null }];
}

function recurringTiming(timing: TimingColumns): Timing {
  const { startsAt, endsAt } = timing;
  if (timing.kind === "interval") {
    return {
      kind: "interval",
      everyMs: timing.everyMs ?? 1_000,
      anchorAt: timing.anchorAt ?? 0,
      anchorFires: startsAt !== null,
      endsAt,
    };
  }
  return {
    kind: "cron",
    cron: timing.cron ?? "",
    timezone: timing.timezone ?? "UTC",
    dst: dstRule(timing),
    startsAt,
    endsAt,
  };
}

function dstRule({ dstGap, dstOverlap }: TimingColumns): DstRule {
  return {
    gap: dstGap === "skip" || dstGap === "shift" ? dstGap : "end",
    overlap: dstOverlap === "second" || dstOverlap === "both" ? dstOverlap : "first",
  };
}
