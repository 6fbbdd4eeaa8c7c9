import { daysInMonth, monthName } from "../calendar.ts";
import type { Cursor } from "../tokens/cursor.ts";
import { refuse } from "../when-error.ts";
import type { DayItem, MonthRef } from "./slots.ts";

/** A date in digits. */
export interface DigitDate {
  readonly days: readonly DayItem[];
  readonly month: MonthRef;
}

/**
 * Reads a date in digits: `2027-01-05`, `2027/1/5`, `31.12.2026` (day first), `31/12/2026` if only one
 * order is a valid date. Includes the `T` before a time. Null if there is none here.
 */
export function readDigitDate(cursor: Cursor): DigitDate | null {
  const token = cursor.peek();
  if (token?.kind !== "date") return null;
  const [first = "", second = "", third = ""] = token.text.split(/[-./]/);
  const { position } = cursor;
  cursor.skip();
  if (cursor.word() === "t" && cursor.peek(1)?.kind === "clock") cursor.skip();
  if (first.length === 4) return dateFrom(cursor, position, Number(first), Number(second), Number(third));
  if (first.length > 2 || (third !== "" && third.length !== 4)) {
    refuse("ambiguous_date", `“${token.text}”: write the year with four digits, as in 2027-01-05.`);
  }
  const year = third === "" ? null : Number(third);
  const [a, b] = [Number(first), Number(second)];
  if (token.text.includes(".") || a > 12 || a === b) return dateFrom(cursor, position, year, b, a);
  if (b > 12) return dateFrom(cursor, position, year, a, b);
  const written = (month: number, day: number) =>
    cursor.rewritten(position, position + 1, `${day} ${monthName(month)}${year === null ? "" : ` ${year}`}`);
  refuse(
    "ambiguous_date",
    `“${token.text}” could be ${b} ${monthName(a)} or ${a} ${monthName(b)}. Write the year first, as in 2027-04-03, or the month's name.`,
    [written(b, a), written(a, b)],
  );
}

function dateFrom(cursor: Cursor, at: number, year: number | null, month: number, day: number): DigitDate {
  // Without a year, check against a leap year: the 29th of February exists in some years.
  if (day < 1 || day > daysInMonth(year ?? 2028, month)) {
    refuse("no_such_date", `There is no date “${cursor.written(at, at + 1)}”.`);
  }
  return { days: [{ kind: "day", day }], month: { kind: "named", month, year } };
}
