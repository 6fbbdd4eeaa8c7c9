import { BoundedMap } from "../../runtime/bounded-map.ts";
import { Temporal } from "./temporal.ts";

/** A stretch of time in which a zone keeps one offset from UTC. */
export interface OffsetSpan {
  /** The first instant of the span; -Infinity where nothing is recorded before. */
  startAt: number;
  /** The first instant after the span; Infinity where no change is foreseen. */
  endAt: number;
  /** Wall clock minus UTC. */
  offsetMs: number;
  /** Of the span before and the span after; equal to `offsetMs` where there is none. */
  offsetBeforeMs: number;
  offsetAfterMs: number;
}

/** Describes what is known of time zones; another edition of the zone database answers otherwise. */
export interface ZoneRules {
  /**
   * The span of `zone` in which `at` lies.
   *
   * @throws RangeError for a zone that is not known, or more than 8.64e15 ms from the epoch
   */
  spanAt(zone: string, at: number): OffsetSpan;
}

/** No zone was ever further from UTC (Asia/Manila before 1845: -15:56:08). */
export const widestOffsetMs = 16 * 3_600_000;

/** Per zone and for zones, so that previews of far years cannot fill the memory. */
const spansPerZone = 1_024;
const spansByZone = new BoundedMap<string, OffsetSpan[]>(1_024);

/**
 * The span of `zone` in which `at` lies. Temporal is asked once for each span (the polyfill
 * takes 0.2–6 ms, Node's own 0.01); after that an answer is a binary search.
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

/** The rules that this Node brings along. */
export const ownRules: ZoneRules = { spanAt: offsetSpanAt };

/** The index of the first of ascending spans that ends after `at`; the length when there is none. */
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
  // "previous" means strictly before, so that it is asked from one past the instant.
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
