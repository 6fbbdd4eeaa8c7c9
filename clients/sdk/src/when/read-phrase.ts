import { closest } from "./closest.ts";
import type { Cursor } from "./cursor.ts";
import { readClocks } from "./read-clock.ts";
import { readDigitDate } from "./read-date.ts";
import { readMonthDays, readMonthRef } from "./read-days.ts";
import { readEvery } from "./read-every.ts";
import { readRelative } from "./read-relative.ts";
import { readSpanClause } from "./read-span-clause.ts";
import { readWeekdays } from "./read-weekdays.ts";
import { readMinutes, readOnTheHour, readWindow } from "./read-window.ts";
import { Slots, type SlotValues } from "./slots.ts";
import { dayParts, knownWords, months } from "./vocabulary.ts";
import { refuse } from "./when-error.ts";
import { readZone, type ZoneBook } from "./zones.ts";

/** Reads one clause into the slots; false: it does not begin here, and nothing was passed. */
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

/** A clause that `on` may stand before. */
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

// The longer reading first: a window before its first time, a month's day before a number.
const clauses: readonly Clause[] = [
  readEvery,
  readSpanClause,
  readRelative,
  filling("minutes", (cursor) => readOnTheHour(cursor) ?? readMinutes(cursor)),
  filling("window", readWindow),
  afterOn(monthDays),
  afterOn(filling("weekdays", (cursor) => readWeekdays(cursor, false))),
  filling("clocks", readClocks),
  dayPart,
  filling("month", readMonthRef),
  (cursor, slots, book) => filling("zone", () => readZone(cursor, book))(cursor, slots, book),
];

/**
 * Reads a whole phrase: every token is used by one clause, in any order.
 *
 * @throws WhenError naming the first word that no clause uses
 */
export function readPhrase(cursor: Cursor, book: ZoneBook): Slots {
  const slots = new Slots();
  while (!cursor.done) {
    if (cursor.position > 0 && cursor.take(",")) continue;
    if (!clauses.some((clause) => clause(cursor, slots, book))) refuseWord(cursor);
  }
  return slots;
}

function refuseWord(cursor: Cursor): never {
  const rest = cursor.tokens.slice(cursor.position);
  const strange = rest.findIndex(({ kind, text }) => kind === "word" && !knownWords.has(text));
  const stopped =
    strange >= 0 ? cursor.position + strange : Math.min(cursor.furthest, cursor.tokens.length - 1);
  const token = cursor.tokens[stopped];
  const near = token?.kind === "word" ? closest(token.text, knownWords) : [];
  const suggestions = near.map((word) => cursor.rewritten(stopped, stopped + 1, word));
  if (token?.kind === "number") {
    suggestions.push(cursor.rewritten(stopped, stopped + 1, `at ${token.text}`));
  }
  if (token !== undefined && months.has(token.text)) {
    refuse("vague", `“${token.text}”: say which day of the month.`, suggestions);
  }
  const meant = near[0] === undefined ? "" : `; did you mean “${near[0]}”?`;
  refuse("unreadable", `Cannot read “${cursor.written(stopped, stopped + 1)}” here${meant}`, suggestions);
}
