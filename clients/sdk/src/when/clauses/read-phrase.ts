import { closest } from "../tokens/closest.ts";
import type { Cursor } from "../tokens/cursor.ts";
import type { Token } from "../tokens/tokens.ts";
import { dayParts, knownWords, months } from "../tokens/vocabulary.ts";
import { readZone, type ZoneBook } from "../tokens/zones.ts";
import { refuse } from "../when-error.ts";
import { readClocks } from "./read-clock.ts";
import { readDigitDate } from "./read-date.ts";
import { readMonthDays, readMonthRef } from "./read-days.ts";
import { readEvery } from "./read-every.ts";
import { readRelative } from "./read-relative.ts";
import { readSpanClause } from "./read-span-clause.ts";
import { readWeekdays } from "./read-weekdays.ts";
import { readMinutes, readOnTheHour, readWindow } from "./read-window.ts";
import { Slots, type SlotValues } from "./slots.ts";

/** Reads one clause into the slots; returns false and consumes nothing if it does not begin here. */
type Clause = (cursor: Cursor, slots: Slots, book: ZoneBook) => boolean;

/** A clause that fills one slot. */
function filling<K extends keyof SlotValues>(
  name: K,
  read: (cursor: Cursor) => SlotValues[K] | null,
): Clause {
  return (cursor, slots) => {
    const from = cursor.position;
    const value = read(cursor);
    if (value !== null) slots.fill(name, value, cursor, from);
    return value !== null;
  };
}

/** A clause that may follow `on`. */
function afterOn(clause: Clause): Clause {
  return (cursor, slots, book) =>
    cursor.attempt(() => {
      cursor.take("on");
      return clause(cursor, slots, book) ? true : null;
    }) ?? false;
}

const monthDays: Clause = (cursor, slots) => {
  const from = cursor.position;
  const found = readMonthDays(cursor) ?? readDigitDate(cursor);
  if (found === null) return false;
  slots.fill("days", found.days, cursor, from);
  if (found.month !== null) slots.fill("month", found.month, cursor, from);
  return true;
};

/** `morning`, `in the morning`, `at night`. */
const dayPart = filling("part", (cursor) =>
  cursor.attempt(() => {
    const at = cursor.take("at");
    if (!at) cursor.take("in", "the");
    const part = dayParts.get(cursor.word());
    if (part === undefined || (at && part.name !== "night")) return null;
    cursor.skip();
    return part;
  }),
);

// Longer readings come first: a window before its first time, `ten minutes to 9` before `ten minutes`.
const clauses: readonly Clause[] = [
  readEvery,
  filling("minutes", (cursor) => readOnTheHour(cursor) ?? readMinutes(cursor)),
  filling("window", readWindow),
  filling("clocks", readClocks),
  readSpanClause,
  readRelative,
  afterOn(monthDays),
  afterOn(filling("weekdays", (cursor) => readWeekdays(cursor, false))),
  dayPart,
  filling("month", readMonthRef),
  (cursor, slots, book) => filling("zone", () => readZone(cursor, book))(cursor, slots, book),
];

/**
 * Reads a whole phrase: every token belongs to one clause; clauses may be in any order.
 *
 * @throws WhenError naming the first word that no clause uses
 */
export function readPhrase(cursor: Cursor, book: ZoneBook): Slots {
  const slots = new Slots();
  while (!cursor.done) {
    if (cursor.position > 0 && cursor.peek(1)?.text !== ",") cursor.take(",");
    cursor.furthest = cursor.position;
    if (!clauses.some((clause) => clause(cursor, slots, book))) refuseRest(cursor, book);
  }
  return slots;
}

/** Refuses the rest: names the first unknown word, otherwise all words that do not fit together. */
function refuseRest(cursor: Cursor, book: ZoneBook): never {
  const { position, tokens } = cursor;
  if (months.has(cursor.word())) refuse("vague", `“${cursor.word()}”: say which day of the month.`);
  const strange = tokens.findIndex(
    ({ kind, text }, index) =>
      index >= position && kind === "word" && !knownWords.has(text) && !book.cities.has(text),
  );
  const from = strange < 0 ? position : strange;
  const to = strange < 0 ? Math.min(cursor.furthest + 1, tokens.length) : from + 1;
  const token = tokens[from];
  const instead = token === undefined ? [] : nearTo(token);
  const advice = tokens.some(({ text }) => text === "*")
    ? "a cron expression has five fields, or six with seconds first"
    : token?.kind === "number"
      ? "write a time as 09:00 or 9am, a date as 2027-01-05"
      : null;
  const hint = advice ?? (instead[0] === undefined ? null : `did you mean “${instead[0]}”?`);
  const suggestions = instead.map((text) => cursor.rewritten(from, from + 1, text));
  refuse(
    "unreadable",
    `Cannot read “${cursor.written(from, to)}”${hint === null ? " here." : `: ${hint}`}`,
    suggestions,
  );
}

/** Known words similar to a token. */
function nearTo({ kind, text }: Token): string[] {
  if (kind === "word") return closest(text, knownWords);
  if (kind !== "number") return [];
  const clock = /^(\d{1,2})\.?(\d{2})$/.exec(text);
  return [`at ${text}`, ...(clock === null ? [] : [`${clock[1]?.padStart(2, "0")}:${clock[2]}`])];
}
