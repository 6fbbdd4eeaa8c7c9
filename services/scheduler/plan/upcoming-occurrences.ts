import type { TimingColumns } from "../../store/for-scheduler.ts";
import { ownRules, type ZoneRules } from "../timing/offset-span.ts";
import { occurrencesAfter, type Timing } from "../timing/plan.ts";
import { type DstRule, type Occurrence, parseLocalTime, resolveWallClock } from "../timing/wall-clock.ts";

/** By which rules a timing is worked out; a plan goes by the same ones for as long as it is in force. */
export type RulesOf = (timing: TimingColumns) => ZoneRules;

/** By those that this Node brings along. */
export const byOwnRules: RulesOf = () => ownRules;

/**
 * The first `count` instants after `after` at which a schedule is planned, ascending; `max_runs` is not
 * counted here, since it depends on what was planned before.
 *
 * @throws RangeError when they cannot be worked out, as in a zone that this Node no longer knows
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

/** The same, but none where they cannot be worked out: for what is answered about the schedule all the same. */
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
 * Mostly one; a wall-clock time that comes twice has two when `dst.overlap` is `both`. One that newer rules of its zone
 * leave out is met at the end of the gap, even when `dst.gap` is `skip`: a create refuses it, and what was accepted
 * must not vanish.
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

/** The rule as the store has it. */
export function dstRule({ dstGap, dstOverlap }: TimingColumns): DstRule {
  return {
    gap: dstGap === "skip" || dstGap === "shift" ? dstGap : "end",
    overlap: dstOverlap === "second" || dstOverlap === "both" ? dstOverlap : "first",
  };
}
