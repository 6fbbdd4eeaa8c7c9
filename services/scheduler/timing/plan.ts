import { nextOccurrences } from "./cron/next-occurrences.ts";
import { parseCron } from "./cron/parse-cron.ts";
import { latestAt } from "./instant.ts";
import { type Interval, nextIntervals } from "./interval.ts";
import { ownRules, type ZoneRules } from "./offset-span.ts";
import type { DstRule, Occurrence } from "./wall-clock.ts";

/** Timing of a schedule. The bounds are inclusive; null: unbounded on that side. */
export type Timing =
  | { kind: "one_shot"; at: number }
  | {
      kind: "cron";
      cron: string;
      /** Applies when the expression names no zone itself. */
      timezone: string;
      dst: DstRule;
      startsAt: number | null;
      endsAt: number | null;
    }
  | (Interval & { kind: "interval"; endsAt: number | null });

/**
 * Returns the first `count` occurrences of a timing strictly after `after`, ascending. The emitter, the
 * preview and the ledger all use this function, so they cannot disagree.
 *
 * @throws RangeError when a cron text is invalid (stored ones have been checked), or `rules` do not know the
 * zone
 */
export function occurrencesAfter(
  timing: Timing,
  after: number,
  count: number,
  rules: ZoneRules = ownRules,
): Occurrence[] {
  switch (timing.kind) {
    case "one_shot":
      return timing.at > after && count > 0 ? [{ at: timing.at, note: null }] : [];
    case "cron": {
      const cron = parseCron(timing.cron);
      if ("problem" in cron) throw new RangeError(cron.problem);
      const zone = cron.timezone ?? timing.timezone;
      const fromAfter = Math.max(after, (timing.startsAt ?? -Infinity) - 1);
      return nextOccurrences(cron, zone, timing.dst, fromAfter, count, timing.endsAt ?? undefined, rules);
    }
    case "interval": {
      // Intervals end, as cron does, with the last year that an instant can be written with.
      const endsAt = Math.min(timing.endsAt ?? latestAt, latestAt);
      return nextIntervals(timing, after, count)
        .filter((at) => at <= endsAt)
        .map((at) => ({ at, note: null }));
    }
  }
}
