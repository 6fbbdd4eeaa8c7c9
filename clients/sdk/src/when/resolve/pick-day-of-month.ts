import { dateLocalMs, dateOf, dayMs, daysInMonth, monthName, nthWeekday } from "../calendar.ts";
import type { DayItem, MonthRef, Slots } from "../clauses/slots.ts";
import type { Context } from "../context.ts";
import { refuse } from "../when-error.ts";

/**
 * The date, as wall time of its midnight, named by days of a month: in the given month, or in the first
 * month that has the day and in which its time is still ahead.
 *
 * @param timeMs the time of day, in milliseconds from midnight
 * @throws WhenError if there is no such date, or several
 */
export function pickDayOfMonth(
  days: readonly DayItem[],
  slots: Slots,
  context: Context,
  timeMs: number,
): number {
  const item = days[0];
  const written = slots.writtenIn("days") ?? "";
  if (item === undefined || days.length > 1) {
    refuse(
      "not_expressible",
      `“${written}”: a schedule that fires once has one day. Write “of every month”, or make two.`,
    );
  }
  const candidates = monthsFor(item, slots, context);
  for (const { year, month } of candidates.months) {
    const day = dayIn(item, year, month);
    if (day === null) continue;
    const localMs = dateLocalMs(year, month, day);
    if (candidates.fixed || localMs + timeMs > context.nowLocalMs) {
      if (candidates.yearly) noteNextYear(localMs, context, written);
      return localMs;
    }
  }
  refuse("no_such_date", `There is no date “${written}” in the calendar.`);
}

interface Candidates {
  readonly months: readonly { readonly year: number; readonly month: number }[];
  /** True if the phrase names one month of one year, which may be past. */
  readonly fixed: boolean;
  /** True if it names the month but not the year. */
  readonly yearly: boolean;
}

function monthsFor(item: DayItem, slots: Slots, context: Context): Candidates {
  const { year, month } = dateOf(context.nowLocalMs);
  const period = slots.get("period");
  const ref: MonthRef | undefined =
    slots.get("month") ??
    (period?.unit === "month" ? { kind: period.ahead === 1 ? "next" : "this" } : undefined);
  const named = ref?.kind === "named" ? ref : null;
  // `next month` can only be combined with a day, `next year` with a day and its month, `next week` with
  // neither.
  const fits = { week: false, month: slots.get("month") === undefined, year: named?.year === null };
  if (period !== undefined && !fits[period.unit]) {
    refuse("unreadable", `“${slots.writtenIn("days")}” cannot stand beside “${slots.writtenIn("period")}”.`);
  }
  const fixedYear = named?.year ?? (period?.unit === "year" ? year + period.ahead : null);
  if (named !== null && fixedYear !== null)
    return { months: [{ year: fixedYear, month: named.month }], fixed: true, yearly: false };
  // The next leap day may be eight years away.
  if (named !== null) {
    return {
      months: Array.from({ length: 9 }, (_, ahead) => ({ year: year + ahead, month: named.month })),
      fixed: false,
      yearly: true,
    };
  }
  const inMonth = (ahead: number) => dateOf(dateLocalMs(year, month + ahead, 1));
  if (ref !== undefined)
    return { months: [inMonth(ref.kind === "next" ? 1 : 0)], fixed: true, yearly: false };
  if (item.kind !== "day") refuseMonthless(item, slots);
  return { months: Array.from({ length: 13 }, (_, ahead) => inMonth(ahead)), fixed: false, yearly: false };
}

function refuseMonthless(item: DayItem, slots: Slots): never {
  const written = slots.writtenIn("days");
  if (item.kind === "nth" && item.nth < 0) {
    refuse(
      "in_past",
      `“${written}” has passed, unless a month is meant: write “${written} of the month”.`,
      [],
    );
  }
  refuse("vague", `“${written}”: say of which month, such as “of january” or “of every month”.`);
}

/** Day of the month; null if the month has no such day. */
function dayIn(item: DayItem, year: number, month: number): number | null {
  switch (item.kind) {
    case "day":
      return item.day <= daysInMonth(year, month) ? item.day : null;
    case "last":
      return daysInMonth(year, month);
    case "nth":
      return nthWeekday(year, month, item.weekday, item.nth);
    case "first_weekday":
    case "last_weekday": {
      const last = item.kind === "last_weekday";
      const days = [1, 2, 3, 4, 5].map((weekday) => nthWeekday(year, month, weekday, last ? -1 : 1) ?? 0);
      return last ? Math.max(...days) : Math.min(...days);
    }
  }
}

/** Reports that the date is next year's if this year's has just passed, since that may be a mistake. */
function noteNextYear(localMs: number, context: Context, written: string): void {
  const { year, month, day } = dateOf(localMs);
  const before = dateLocalMs(year - 1, month, day);
  if (context.nowLocalMs - before > 90 * dayMs || before > context.nowLocalMs) return;
  context.assume(
    "next_year",
    `“${written}” has passed this year and is read as ${day} ${monthName(month)} ${year}.`,
  );
}
