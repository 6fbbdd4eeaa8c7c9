import { civilDate, dayMs, dayNumber, daysInMonth } from "./civil-date.ts";
import { ownRules, widestOffsetMs, type ZoneRules } from "./offset-span.ts";

/** Treatment of a wall time that does not exist because the clock was set forward. */
export type GapRule =
  /** Fires at the first instant after the gap. */
  | "end"
  /** Does not fire. */
  | "skip"
  /** Fires later by the length of the gap. */
  | "shift";

/** Treatment of a wall time that exists twice because the clock was set back. */
export type RepeatRule =
  /** Fires the first time. */
  | "first"
  /** Fires the second time. */
  | "second"
  /** Fires both times. */
  | "both";

/** Rule for a wall time that does not exist (`gap`) or exists twice (`overlap`). */
export interface DstRule {
  gap: GapRule;
  overlap: RepeatRule;
}

/** The rule of a schedule that sets none. */
export const defaultDst: DstRule = { gap: "end", overlap: "first" };

/** Clause of the `dst` rule that decided about an instant. */
export type DstNote =
  /** The wall time does not exist that day. */
  | "dst_gap"
  /** The wall time exists twice that day. */
  | "dst_overlap";

/** One planned instant. `note` is null if its wall time exists once. */
export interface Occurrence {
  at: number;
  note: null | DstNote;
}

const localTime = /^([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?$/;

/**
 * Parses `YYYY-MM-DDTHH:MM[:SS]` on a real calendar date; null for anything else. A wall time is a number
 * here: the milliseconds since 1970-01-01T00:00:00 on the same wall clock (`…LocalMs`).
 */
export function parseLocalTime(text: string): number | null {
  const match = localTime.exec(text);
  if (match === null) return null;
  const part = (index: number) => Number(match[index] ?? 0);
  if (part(3) < 1 || part(3) > daysInMonth(part(1), part(2))) return null;
  if (part(4) > 23 || part(5) > 59 || part(6) > 59) return null;
  const seconds = (part(4) * 60 + part(5)) * 60 + part(6);
  return dayNumber(part(1), part(2), part(3)) * dayMs + seconds * 1_000;
}

/** Formats a wall time as `YYYY-MM-DDTHH:MM:SS`; a fraction of a second is cut off. */
export function formatLocalTime(localMs: number): string {
  const date = civilDate(Math.floor(localMs / dayMs));
  const seconds = Math.floor((localMs - Math.floor(localMs / dayMs) * dayMs) / 1_000);
  const two = (value: number) => value.toString().padStart(2, "0");
  const time = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(":");
  return `${date.year.toString().padStart(4, "0")}-${two(date.month)}-${two(date.day)}T${time}`;
}

/** Returns the wall time of `zone` at an instant, as `…LocalMs`. */
export function localTimeAt(at: number, zone: string, rules: ZoneRules = ownRules): number {
  return at + rules.spanAt(zone, at).offsetMs;
}

/**
 * Returns the instants, ascending, of a wall time in `zone`; usually one. In a gap `dst.gap` decides (`end`:
 * the first instant after the gap; `skip`: none; `shift`: later by the length of the gap), in an overlap
 * `dst.overlap`.
 *
 * @param zone a name that `rules` know
 */
export function resolveWallClock(
  localMs: number,
  zone: string,
  dst: DstRule,
  rules: ZoneRules = ownRules,
): Occurrence[] {
  const meanings: number[] = [];
  const gaps: Occurrence[] = [];
  // Every instant that could have this wall time lies within the widest offset of it.
  let span = rules.spanAt(zone, localMs - widestOffsetMs);
  for (;;) {
    const at = localMs - span.offsetMs;
    if (at >= span.startAt && at < span.endAt) meanings.push(at);
    if (localMs >= span.startAt + span.offsetBeforeMs && localMs < span.startAt + span.offsetMs) {
      if (dst.gap === "end") gaps.push({ at: span.startAt, note: "dst_gap" });
      if (dst.gap === "shift") gaps.push({ at: localMs - span.offsetBeforeMs, note: "dst_gap" });
    }
    if (span.endAt > localMs + widestOffsetMs) break;
    span = rules.spanAt(zone, span.endAt);
  }
  if (meanings.length === 0) return gaps;
  if (meanings.length === 1) return meanings.map((at) => ({ at, note: null }));
  const kept = { first: meanings.slice(0, 1), second: meanings.slice(-1), both: meanings }[dst.overlap];
  return kept.map((at) => ({ at, note: "dst_overlap" }));
}
