import type { TimingColumns } from "../../store/for-scheduler.ts";
import { ownRules, type ZoneRules } from "../timing/offset-span.ts";
import { occurrencesAfter, type Timing } from "../timing/plan.ts";
import { type DstRule, type Occurrence, parseLocalTime, resolveWallClock } from "../timing/wall-clock.ts";

/** Chooses the zone rules for a timing; a plan uses the same ones as long as it is in force. */
export type RulesOf = (timing: TimingColumns) => ZoneRules;

/** Chooses the rules of this Node's own time zone database. */
export const byOwnRules: RulesOf = () => ownRules;

/**
 * Returns the first `count` instants after `after` at which a schedule is planned, ascending. Ignores
 * `max_runs`, since that depends on what was planned before.
 *
 * @throws RangeError when they cannot be computed, as in a zone that this Node no longer knows
 */
export function upcomingOccurrences(
  timing: TimingColumns,
  after: number,
  count: number,
  rulesOf: RulesOf = byOwnRules,
): Occurrence[] {
  if (timing.kind === "one_shot")
    return oneShotOccurrences(timing, rulesOf)
      .filter(({ at }) => at > after)
      .slice(0, count);
  return occurrencesAfter(recurringTiming(timing), after, count, rulesOf(timing));
}

/**
 * As `upcomingOccurrences`, but empty when the instants cannot be computed, so that the schedule can still be
 * shown.
 */
export function upcomingIfKnown(
  timing: TimingColumns,
  after: number,
  count: number,
  rulesOf: RulesOf = byOwnRules,
): Occurrence[] {
  try {
    return upcomingOccurrences(timing, after, count, rulesOf);
  } catch {
    return [];
  }
}

/**
 * Returns usually one instant; a wall-clock time that comes twice has two when `dst.overlap` is `both`. When
 * newer zone rules skip the time, uses the end of the gap even when `dst.gap` is `skip`: a create refuses
 * such a time, but what was accepted must not vanish.
 */
function oneShotOccurrences(timing: TimingColumns, rulesOf: RulesOf): Occurrence[] {
  const local = timing.localFireAt === null ? null : parseLocalTime(timing.localFireAt);
  if (local === null) return timing.fireAt === null ? [] : [{ at: timing.fireAt, note: null }];
  const zone = timing.timezone ?? "UTC";
  const [dst, rules] = [dstRule(timing), rulesOf(timing)];
  const found = resolveWallClock(local, zone, dst, rules);
  return found.length > 0 ? found : resolveWallClock(local, zone, { ...dst, gap: "end" }, rules);
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

/** Builds the `dst` rule from the columns of a schedule. */
export function dstRule({ dstGap, dstOverlap }: TimingColumns): DstRule {
  return {
    gap: dstGap === "skip" || dstGap === "shift" ? dstGap : "end",
    overlap: dstOverlap === "second" || dstOverlap === "both" ? dstOverlap : "first",
  };
}
