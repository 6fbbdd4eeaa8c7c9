import type { Cursor } from "../tokens/cursor.ts";
import { months, ordinals, weekdays } from "../tokens/vocabulary.ts";
import { refuse } from "../when-error.ts";
import { atOrdinal, readNumber, readOrdinal } from "./read-number.ts";
import type { DayItem, MonthRef } from "./slots.ts";

/** Days within a month, and the month if it was given with them. */
export interface MonthDays {
  readonly days: readonly DayItem[];
  readonly month: MonthRef | null;
}

/**
 * Reads `the 15th`, `1st and 15th of every month`, `last friday of the month`, `March 1st`, `1 march 2027`,
 * `day 5`. Null if there is none here.
 */
export function readMonthDays(cursor: Cursor): MonthDays | null {
  return cursor.attempt(() => monthFirst(cursor)) ?? cursor.attempt(() => dayFirst(cursor));
}

const monthKinds: ReadonlyMap<string, "every" | "the" | "this" | "next"> = new Map([
  ["the", "the"],
  ["every", "every"],
  ["each", "every"],
  ["this", "this"],
  ["next", "next"],
]);

/**
 * Reads a month after its days: `of january 2027`, `of the month`, `of next month`. Null if there is none
 * here.
 */
export function readMonthRef(cursor: Cursor): MonthRef | null {
  return cursor.attempt(() => {
    if (cursor.takeOne("of", "in") === null) return null;
    const named = readNamedMonth(cursor);
    if (named !== null) return named;
    const kind = monthKinds.get(cursor.word()) ?? null;
    if (kind !== null) cursor.skip();
    return cursor.take("month") ? { kind: kind ?? "the" } : null;
  });
}

/** Reads `march` or `march 2027`. */
function readNamedMonth(cursor: Cursor): MonthRef | null {
  const month = months.get(cursor.word());
  if (month === undefined) return null;
  cursor.skip();
  return { kind: "named", month, year: readYear(cursor) };
}

/** Reads a year, also after a comma: `Jan 5, 2027`. Null if there is none here. */
export function readYear(cursor: Cursor): number | null {
  return cursor.attempt(() => {
    cursor.take(",");
    const token = cursor.peek();
    if (token?.kind !== "number" || !/^\d{4}$/.test(token.text)) return null;
    cursor.skip();
    return Number(token.text);
  });
}

/** `March 1st`, `Jan 5, 2027`. */
function monthFirst(cursor: Cursor): MonthDays | null {
  const month = months.get(cursor.word());
  if (month === undefined) return null;
  cursor.skip();
  cursor.take("on");
  cursor.take("the");
  const day = readOrdinal(cursor) ?? dayNumber(cursor);
  return day === null
    ? null
    : { days: [checkedDay(day)], month: { kind: "named", month, year: readYear(cursor) } };
}

/** Reads a number that is a day, not the hour of `5pm`, `5:30` or `5 minutes`. */
function dayNumber(cursor: Cursor): number | null {
  const token = cursor.peek();
  if (token?.kind !== "number" || !/^\d{1,2}$/.test(token.text)) return null;
  return ["am", "pm", "oclock"].includes(cursor.word(1)) ? null : readNumber(cursor);
}

function dayFirst(cursor: Cursor): MonthDays | null {
  const plain = cursor.attempt(() => {
    const day = dayNumber(cursor);
    const month = readNamedMonth(cursor);
    return day === null || month === null ? null : { days: [checkedDay(day)], month };
  });
  if (plain !== null) return plain;
  const days = cursor.attempt(() => nthDays(cursor)) ?? ordinalDays(cursor);
  return days === null ? null : { days, month: readMonthRef(cursor) ?? readNamedMonth(cursor) };
}

/** `first monday`, `first and third monday`, `last day`, `last weekday`, `2nd tuesday`. */
function nthDays(cursor: Cursor): DayItem[] | null {
  const counts = inARow(cursor, () => nthOrdinal(cursor));
  if (counts === null) return null;
  const weekday = weekdays.get(cursor.word());
  if (weekday !== undefined) {
    cursor.skip();
    return counts.map((nth) => ({ kind: "nth", weekday, nth: checkedNth(nth) }));
  }
  if (cursor.take("day")) return counts.map((nth) => (nth < 0 ? { kind: "last" } : checkedDay(nth)));
  if (cursor.takeOne("weekday") === null) return null;
  return counts.map((nth) => {
    if (nth > 1)
      refuse("not_expressible", "Of weekdays, only the first and the last of a month can be named.");
    return { kind: nth < 0 ? "last_weekday" : "first_weekday" };
  });
}

function nthOrdinal(cursor: Cursor): number | null {
  cursor.take("the");
  if (atOrdinal(cursor)) return readOrdinal(cursor);
  const nth = ordinals.get(cursor.word());
  if (nth === undefined) return null;
  cursor.skip();
  return nth;
}

function checkedNth(nth: number): number {
  if (nth <= 5) return nth;
  refuse("no_such_date", "A month has at most five of a weekday.");
}

/** `15th`, `1st and 15th`, `1st, 10th and 20th`, `first of` a month. */
function ordinalDays(cursor: Cursor): DayItem[] | null {
  const days = inARow(cursor, () => {
    cursor.take("the");
    if (atOrdinal(cursor)) return readOrdinal(cursor);
    const word = ordinals.get(cursor.word());
    // `second` alone is a unit; `the first of the month` is a day.
    if (word === undefined || word < 0 || cursor.word(1) !== "of") return null;
    cursor.skip();
    return word;
  });
  return days?.map(checkedDay) ?? null;
}

/** Reads one or more items separated by `,` or `and`. */
function inARow<T>(cursor: Cursor, read: () => T | null): T[] | null {
  const first = cursor.attempt(read);
  if (first === null) return null;
  const found = [first];
  for (;;) {
    const next = cursor.attempt(() => {
      if (!cursor.take(",", "and") && cursor.takeOne(",", "and", "&") === null) return null;
      return read();
    });
    if (next === null) return found;
    found.push(next);
  }
}

function checkedDay(day: number): DayItem {
  if (day >= 1 && day <= 31) return { kind: "day", day };
  refuse("no_such_date", `No month has a day ${day}.`);
}
