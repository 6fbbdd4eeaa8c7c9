import type { Cursor } from "../tokens/cursor.ts";
import { type Unit, units } from "../tokens/vocabulary.ts";
import { refuse } from "../when-error.ts";
import { readNumber } from "./read-number.ts";

/** A length of time: elapsed milliseconds, and whole calendar days and months. */
export interface Span {
  ms: number;
  days: number;
  months: number;
}

/**
 * Reads a length of time: `90 minutes`, `1h30m`, `two and a half hours`, `an hour and a half`,
 * `half an hour`, `a couple of days`, `2 hours and 5 minutes`. Null if there is none here.
 */
export function readSpan(cursor: Cursor): Span | null {
  const from = cursor.position;
  const first = cursor.attempt(() => readTerm(cursor));
  if (first === null) return null;
  const terms = [first];
  for (;;) {
    const next = cursor.attempt(() => {
      if (cursor.take("and", "a", "half")) return { count: 0.5, unit: terms.at(-1)?.unit ?? first.unit };
      if (!cursor.take(",", "and")) cursor.takeOne(",", "and");
      const term = readTerm(cursor);
      // Units must get smaller: `2h 2h` and `5m 1h` are mistakes.
      return term !== null && size(term.unit) < size(terms.at(-1)?.unit ?? first.unit) ? term : null;
    });
    if (next === null) break;
    terms.push(next);
  }
  return sum(cursor, from, terms);
}

interface Term {
  readonly count: number;
  readonly unit: Unit;
}

function readTerm(cursor: Cursor): Term | null {
  const count = readCount(cursor);
  const unit = units.get(cursor.word());
  if (count === null || unit === undefined) return null;
  cursor.skip();
  return { count, unit };
}

/** Approximate size, for comparison only. */
function size({ ms, days, months }: Unit): number {
  return ms + days * 86_400_000 + months * 31 * 86_400_000;
}

function readCount(cursor: Cursor): number | null {
  if (cursor.take("half")) {
    cursor.takeOne("a", "an");
    return 0.5;
  }
  if (cursor.take("three", "quarters", "of", "an")) return 0.75;
  if (cursor.take("a", "quarter", "of", "an") || cursor.take("quarter", "of", "an")) return 0.25;
  if (cursor.take("a", "couple", "of") || cursor.take("a", "couple") || cursor.take("couple", "of")) return 2;
  if (cursor.take("a", "half")) return 0.5;
  // `a days` lacks a number.
  if (cursor.takeOne("a", "an") !== null) return /[a-z]{2}s$/.test(cursor.word()) ? null : 1;
  const count = readNumber(cursor);
  return count !== null && cursor.take("and", "a", "half") ? count + 0.5 : count;
}

function sum(cursor: Cursor, from: number, terms: readonly Term[]): Span {
  const span: Span = { ms: 0, days: 0, months: 0 };
  for (const { count, unit } of terms) {
    span.ms += count * unit.ms;
    span.days += count * unit.days;
    span.months += count * unit.months;
  }
  span.ms = Math.round(span.ms);
  if (Number.isInteger(span.days) && Number.isInteger(span.months)) return span;
  refuse(
    "not_expressible",
    `“${cursor.written(from)}”: days, weeks and months are counted whole. Write a part of a day in hours.`,
    span.months === 0 && Number.isInteger(span.days * 24)
      ? [cursor.rewritten(from, cursor.position, `${span.days * 24} hours`)]
      : [],
  );
}
