import { firstEndingAfter, type OffsetSpan, type ZoneRules } from "./offset-span.ts";

/**
 * The offsets that rules give for one zone over a span of time, as text: the offset from UTC at its start,
 * then for every change the instant and the new offset, `7200000 1792890000000 3600000 …` (milliseconds). Two
 * rules with the same offsets have the same text.
 */
export interface ZoneAnswers {
  readonly from: number;
  /** Exclusive. */
  readonly until: number;
  readonly answers: string;
}

/** Writes down the offsets of a zone. @throws RangeError when the rules do not know the zone */
export function answersOf(rules: ZoneRules, zone: string, from: number, until: number): ZoneAnswers {
  const numbers: number[] = [];
  for (let at = from; at < until; ) {
    const { endAt, offsetMs } = rules.spanAt(zone, at);
    if (offsetMs !== numbers.at(-1)) numbers.push(...(at === from ? [] : [at]), offsetMs);
    at = endAt;
  }
  return { from, until, answers: numbers.join(" ") };
}

/** True if two rules give the same offsets over a span of time, including its end. */
export function agreeBetween(
  one: ZoneRules,
  other: ZoneRules,
  zone: string,
  from: number,
  to: number,
): boolean {
  return answersOf(one, zone, from, to + 1).answers === answersOf(other, zone, from, to + 1).answers;
}

/**
 * Rebuilds rules from these answers, for their zone alone. @param beyond rules to use outside the span of the
 * answers
 */
export function rulesFrom({ from, until, answers }: ZoneAnswers, beyond: ZoneRules): ZoneRules {
  const numbers = answers.split(" ").map(Number);
  const spans: OffsetSpan[] = [];
  for (let index = 0; index < numbers.length; index += 2) {
    const offsetMs = numbers[index] ?? 0;
    spans.push({
      startAt: numbers[index - 1] ?? from,
      endAt: numbers[index + 1] ?? until,
      offsetMs,
      offsetBeforeMs: numbers[index - 2] ?? offsetMs,
      offsetAfterMs: numbers[index + 2] ?? offsetMs,
    });
  }
  return {
    spanAt(zone, at) {
      const known = at >= from ? spans[firstEndingAfter(spans, at)] : undefined;
      return known ?? beyond.spanAt(zone, at);
    },
  };
}
