import { earliestAt, latestAt } from "../instant.ts";
import { type OffsetSpan, ownRules, widestOffsetMs, type ZoneRules } from "../offset-span.ts";
import type { DstRule, Occurrence } from "../wall-clock.ts";
import type { CronExpression } from "./expression.ts";
import { nextWallTime } from "./next-wall-time.ts";

/**
 * Returns the first `count` instants strictly after `after`, and not after `until`, at which the expression
 * fires in `zone`: ascending, without repeats. Returns fewer, down to none, at the end of the calendar of
 * four-digit years.
 *
 * Goes from one span of constant offset to the next and matches the wall clock inside each, so the order and
 * both passes of an overlap come out right. `dst` decides which part of a span counts and which instants
 * stand for its leading gap. An hour field of `*` follows elapsed time: every instant matches whose wall
 * clock does, `dst` does not apply, and `note` is null.
 *
 * @param zone a name that `rules` know
 */
export function nextOccurrences(
  cron: CronExpression,
  zone: string,
  dst: DstRule,
  after: number,
  count: number,
  until = latestAt,
  rules: ZoneRules = ownRules,
): Occurrence[] {
  const found: Occurrence[] = [];
  const endAt = Math.min(until, latestAt);
  let fromAt = Math.max(Math.floor(after) + 1, earliestAt);
  if (cron.neverFires) return found;
  while (found.length < count && fromAt <= endAt) {
    const span = rules.spanAt(zone, fromAt);
    const search = { cron, dst, span, fromAt, untilAt: endAt, count: count - found.length };
    for (const occurrence of occurrencesInSpan(search)) found.push(occurrence);
    if (span.endAt === Infinity || found.length >= count) break;
    // Skips all spans without a match at once: a leap day may be 80 transitions away.
    const nextLocalMs = nextWallTime(cron, span.endAt + Math.min(span.offsetMs, span.offsetAfterMs));
    if (nextLocalMs === null) break;
    fromAt = Math.max(span.endAt, nextLocalMs - widestOffsetMs);
  }
  return found;
}

interface Search {
  cron: CronExpression;
  dst: DstRule;
  span: OffsetSpan;
  /** Within the span. */
  fromAt: number;
  untilAt: number;
  count: number;
}

function occurrencesInSpan(search: Search): Occurrence[] {
  if (search.cron.everyHour) {
    const { span } = search;
    return matches(search, span.startAt + span.offsetMs, span.endAt + span.offsetMs, span.offsetMs);
  }
  return merge(movedFromGap(search), onTheClock(search)).slice(0, search.count);
}

/** Returns the matches within the span, without the pass of an overlap that the rule leaves out. */
function onTheClock(search: Search): Occurrence[] {
  const { span, dst } = search;
  let startLocalMs = span.startAt + span.offsetMs;
  let endLocalMs = span.endAt + span.offsetMs;
  // Where there is no overlap, both values lie past the span and have no effect.
  const secondPassEndsMs = span.startAt + span.offsetBeforeMs;
  const firstPassBeginsMs = span.endAt + span.offsetAfterMs;
  if (dst.overlap === "first") startLocalMs = Math.max(startLocalMs, secondPassEndsMs);
  if (dst.overlap === "second") endLocalMs = Math.min(endLocalMs, firstPassBeginsMs);
  return matches(search, startLocalMs, endLocalMs, span.offsetMs).map(({ at }) => {
    const localMs = at + span.offsetMs;
    return { at, note: localMs < secondPassEndsMs || localMs >= firstPassBeginsMs ? "dst_overlap" : null };
  });
}

/** Applies the `dst` rule to the matches in the gap, if any, that precedes the span. */
function movedFromGap(search: Search): Occurrence[] {
  const { span, dst, fromAt, cron } = search;
  const gapStartsMs = span.startAt + span.offsetBeforeMs;
  const gapEndsMs = span.startAt + span.offsetMs;
  if (!(gapStartsMs < gapEndsMs)) return [];
  if (dst.gap === "end" && fromAt <= span.startAt) {
    const firstMs = nextWallTime(cron, gapStartsMs);
    if (firstMs !== null && firstMs < gapEndsMs) return [{ at: span.startAt, note: "dst_gap" }];
  }
  if (dst.gap === "shift") {
    return matches(search, gapStartsMs, gapEndsMs, span.offsetBeforeMs).map(({ at }) => ({
      at,
      note: "dst_gap",
    }));
  }
  return [];
}

/**
 * Returns the instants of the wall times in [startLocalMs, endLocalMs), read with one offset, within the
 * search's bounds.
 */
function matches(search: Search, startLocalMs: number, endLocalMs: number, offsetMs: number): Occurrence[] {
  const found: Occurrence[] = [];
  let localMs = nextWallTime(search.cron, Math.max(startLocalMs, search.fromAt + offsetMs));
  while (localMs !== null && localMs < endLocalMs && localMs - offsetMs <= search.untilAt) {
    found.push({ at: localMs - offsetMs, note: null });
    if (found.length >= search.count) break;
    localMs = nextWallTime(search.cron, localMs + 1_000);
  }
  return found;
}

/** Merges two ascending lists; where both have an instant, keeps the moved one. */
function merge(moved: readonly Occurrence[], plain: readonly Occurrence[]): Occurrence[] {
  if (moved.length === 0) return [...plain];
  const movedAts = new Set(moved.map(({ at }) => at));
  return [...moved, ...plain.filter(({ at }) => !movedAts.has(at))].sort((a, b) => a.at - b.at);
}
