import type { Cursor } from "../tokens/cursor.ts";
import { dayParts, months, ordinals, units, weekdays } from "../tokens/vocabulary.ts";
import { refuse } from "../when-error.ts";
import { readClock } from "./read-clock.ts";
import { atOrdinal, readNumber } from "./read-number.ts";
import { readSpan } from "./read-span.ts";
import { readWeekdays } from "./read-weekdays.ts";
import type { Period, Slots } from "./slots.ts";

const adverbs: ReadonlyMap<string, Period> = new Map<string, Period>([
  ["hourly", { kind: "span", ms: 3_600_000, hourly: true }],
  ["daily", { kind: "day" }],
  ["nightly", { kind: "day" }],
  ["weekly", { kind: "week" }],
  ["monthly", { kind: "month", step: 1, quarter: false }],
  ["quarterly", { kind: "month", step: 3, quarter: true }],
  ["yearly", { kind: "year" }],
  ["annually", { kind: "year" }],
]);

const counted: ReadonlyMap<string, Period> = new Map<string, Period>([
  ["day", { kind: "day" }],
  ["week", { kind: "week" }],
  ["month", { kind: "month", step: 1, quarter: false }],
  ["quarter", { kind: "month", step: 3, quarter: true }],
  ["year", { kind: "year" }],
]);

/** Reads a repetition, beginning with `every` or `daily`, into the slots; false if there is none here. */
export function readEvery(cursor: Cursor, slots: Slots): boolean {
  const from = cursor.position;
  const adverb = cursor.word();
  const period = adverbs.get(adverb);
  if (period !== undefined) {
    cursor.skip();
    slots.fill("every", period, cursor, from);
    if (adverb === "nightly") fillPart("night", cursor, slots, from);
    return true;
  }
  if (cursor.takeOne("every", "each") === null) return false;
  refuseCounted(cursor, from);
  return (
    readWord(cursor, slots, from) ||
    readDays(cursor, slots, from) ||
    readLength(cursor, slots, from) ||
    restore(cursor, from)
  );
}

function restore(cursor: Cursor, from: number): false {
  cursor.position = from;
  return false;
}

/**
 * Refuses `every second tuesday` and `every 2nd day`, which mean every other; with `of` a month they are
 * clear.
 */
function refuseCounted(cursor: Cursor, from: number): void {
  const width = atOrdinal(cursor) ? 2 : (ordinals.get(cursor.word()) ?? 0) > 0 ? 1 : 0;
  const next = cursor.word(width);
  const weekday = weekdays.has(next);
  if (width === 0 || !(weekday || units.has(next) || next === "weekday")) return;
  const first = ["first", "1"].includes(cursor.peek()?.text ?? "");
  if (cursor.word(width + 1) === "of" && (weekday || first)) return;
  const end = cursor.position + width + 1;
  refuse(
    first ? "vague" : "not_expressible",
    `“${cursor.written(from, end)}”: no timing counts days or weeks. Say of which month it is, or use \`every\` with a number of hours and \`starts_at\`.`,
    weekday ? [cursor.rewritten(from, end, `${cursor.written(from + 1, end)} of every month`)] : [],
  );
}

/** `every day`, `every quarter`, `every morning`, `every noon`. */
function readWord(cursor: Cursor, slots: Slots, from: number): boolean {
  const word = cursor.word();
  const period = counted.get(word);
  if (period !== undefined) {
    cursor.skip();
    slots.fill("every", period, cursor, from);
    return true;
  }
  if (dayParts.has(word)) {
    cursor.skip();
    slots.fill("every", { kind: "day" }, cursor, from);
    fillPart(word, cursor, slots, from);
    return true;
  }
  const at = word === "noon" || word === "midnight" ? readClock(cursor, false) : null;
  if (at === null) return false;
  slots.fill("every", { kind: "day" }, cursor, from);
  slots.fill("clocks", [at], cursor, from);
  return true;
}

function fillPart(word: string, cursor: Cursor, slots: Slots, from: number): void {
  const part = dayParts.get(word);
  if (part !== undefined) slots.fill("part", part, cursor, from);
}

/** `every monday and thursday`; also `every` alone before a date or days of a month. */
function readDays(cursor: Cursor, slots: Slots, from: number): boolean {
  const set = readWeekdays(cursor, true);
  if (set !== null) {
    slots.fill("every", { kind: "week" }, cursor, from);
    slots.fill("weekdays", { ...set, repeats: true }, cursor, from);
    return true;
  }
  const token = cursor.peek();
  const dateFollows =
    atOrdinal(cursor) ||
    months.has(cursor.word()) ||
    (ordinals.has(cursor.word()) && cursor.peek(1) !== undefined) ||
    (token?.kind === "number" && months.has(cursor.word(1)));
  if (dateFollows) slots.fill("every", { kind: "days" }, cursor, from);
  return dateFollows;
}

/** `every 15 minutes`, `every hour and a half`, `every half hour`, `every 3 months`. */
function readLength(cursor: Cursor, slots: Slots, from: number): boolean {
  const quarters = cursor.attempt(() => {
    const count = readNumber(cursor);
    return count !== null && cursor.takeOne("quarter", "quarters") !== null ? count : null;
  });
  const span =
    quarters === null ? (readSpan(cursor) ?? oneUnit(cursor)) : { ms: 0, days: 0, months: quarters * 3 };
  if (span === null) return false;
  const { ms, days } = span;
  const written = cursor.written(from);
  if (days > 0 || (ms > 0 && span.months > 0) || span.months > 12)
    return oneOrRefuse(span, written, cursor, slots, from);
  if (span.months === 12) slots.fill("every", { kind: "year" }, cursor, from);
  else if (span.months > 0)
    slots.fill("every", { kind: "month", step: span.months, quarter: false }, cursor, from);
  else slots.fill("every", { kind: "span", ms, hourly: false }, cursor, from);
  return true;
}

/** `every hour`, `every minute and a half`. */
function oneUnit(cursor: Cursor): { ms: number; days: number; months: number } | null {
  const unit = units.get(cursor.word());
  // `every minutes` lacks its number.
  if (unit === undefined || unit.ms === 0 || /[a-z]{2}s$/.test(cursor.word())) return null;
  cursor.skip();
  return { ms: unit.ms * (cursor.take("and", "a", "half") ? 1.5 : 1), days: 0, months: 0 };
}

function oneOrRefuse(
  span: { ms: number; days: number; months: number },
  written: string,
  cursor: Cursor,
  slots: Slots,
  from: number,
): boolean {
  if (span.ms === 0 && span.months === 0 && (span.days === 1 || span.days === 7)) {
    slots.fill("every", { kind: span.days === 1 ? "day" : "week" }, cursor, from);
    return true;
  }
  const hours = span.months === 0 ? `${span.days * 24 + span.ms / 3_600_000} hours` : null;
  refuse(
    "not_expressible",
    `“${written}”: no timing counts days, weeks or years.${hours === null ? "" : ` Use “every ${hours}” with \`starts_at\`; it drifts by an hour when the clocks change.`}`,
    hours === null ? [] : [`every ${hours}`],
  );
}
