import { BoundedMap } from "../../runtime/memory/bounded-map.ts";
import { Temporal } from "./temporal.ts";

/** A span of time in which a zone keeps one offset from UTC. */
export interface OffsetSpan {
  /** The first instant of the span; -Infinity: no change is recorded before. */
  startAt: number;
  /** The first instant after the span; Infinity: no change is foreseen. */
  endAt: number;
  /** Wall clock minus UTC. */
  offsetMs: number;
  /** Offsets of the spans before and after; equal to `offsetMs` where there is no such span. */
  offsetBeforeMs: number;
  offsetAfterMs: number;
}

/** Rules of time zones; two editions of the zone database may have different ones. */
export interface ZoneRules {
  /**
   * Returns the span of `zone` that contains `at`.
   *
   * @throws RangeError for a zone that is not known, or more than 8.64e15 ms from the epoch
   */
  spanAt(zone: string, at: number): OffsetSpan;
}

/** No zone was ever further from UTC (Asia/Manila before 1845: -15:56:08). */
export const widestOffsetMs = 16 * 3_600_000;

/**
 * Bounds the spans kept for a zone and the zones kept, so that previews of distant years cannot fill the
 * memory.
 */
const spansPerZone = 1_024;
const spansByZone = new BoundedMap<string, OffsetSpan[]>(1_024);

/**
 * Returns the span of `zone` that contains `at`. Asks Temporal once for each span (0.2–6 ms with the
 * polyfill, 0.01 ms with Node's own); after that an answer is a binary search.
 *
 * @param zone a name that `isTimeZone` accepts
 * @throws RangeError for another name, or more than 8.64e15 ms from the epoch
 */
export function offsetSpanAt(zone: string, at: number): OffsetSpan {
  let spans = spansByZone.get(zone);
  if (spans === undefined) {
    spans = [];
    spansByZone.set(zone, spans);
  }
  const index = firstEndingAfter(spans, at);
  const known = spans[index];
  if (known !== undefined && known.startAt <= at) return known;
  const span = askTemporal(zone, at);
  if (spans.length >= spansPerZone) spansByZone.set(zone, [span]);
  else spans.splice(index, 0, span);
  return span;
}

/** The rules of this Node's own time zone database. */
export const ownRules: ZoneRules = { spanAt: offsetSpanAt };

/** Returns the index of the first of ascending spans that ends after `at`; the length when there is none. */
export function firstEndingAfter(spans: readonly OffsetSpan[], at: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const span = spans[middle];
    if (span !== undefined && span.endAt <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function askTemporal(zone: string, at: number): OffsetSpan {
  const inside = Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(zone);
  const end = inside.getTimeZoneTransition("next");
  // "previous" is exclusive, so asks from one nanosecond later.
  const start = inside.add({ nanoseconds: 1 }).getTimeZoneTransition("previous");
  const offsetMs = inside.offsetNanoseconds / 1e6;
  return {
    startAt: start === null ? -Infinity : start.epochMilliseconds,
    endAt: end === null ? Infinity : end.epochMilliseconds,
    offsetMs,
    offsetBeforeMs: start === null ? offsetMs : start.subtract({ nanoseconds: 1 }).offsetNanoseconds / 1e6,
    offsetAfterMs: end === null ? offsetMs : end.offsetNanoseconds / 1e6,
  };
}
