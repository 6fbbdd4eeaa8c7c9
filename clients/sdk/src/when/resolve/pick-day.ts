import { dateInWords, dateLocalMs, dateOf, dayMs, dayName } from "../calendar.ts";
import type { Slots, WeekdaySet } from "../clauses/slots.ts";
import type { Context } from "../context.ts";
import { refuse } from "../when-error.ts";
import { pickDayOfMonth } from "./pick-day-of-month.ts";

/**
 * The date, as wall time of its midnight, on which a phrase fires once. For a recurring day (a weekday, a
 * date without a year, only a time) the first one whose time is still ahead; any other day may be past.
 *
 * @param timeMs the time of day, in milliseconds from midnight
 * @throws WhenError if there is no such day, or no single one
 */
export function pickDay(slots: Slots, context: Context, timeMs: number): number {
  const weekdays = slots.get("weekdays");
  const found = dayBesideWeekday(slots, context, timeMs);
  if (found === null) {
    if (weekdays !== undefined) return fromWeekday(weekdays, context, timeMs);
    return context.todayLocalMs + (context.todayLocalMs + timeMs > context.nowLocalMs ? 0 : dayMs);
  }
  if (weekdays !== undefined) {
    const days = slots.get("days");
    if (days?.some(({ kind }) => kind !== "day")) {
      refuse(
        "unreadable",
        `“${slots.writtenIn("weekdays")}” cannot stand beside “${slots.writtenIn("days")}”.`,
      );
    }
    mustFallOn(weekdays, found);
  }
  return found;
}

/** The day named by anything except a weekday; null if none is. */
function dayBesideWeekday(slots: Slots, context: Context, timeMs: number): number | null {
  const relative = slots.get("relative");
  const period = slots.get("period");
  const days = slots.get("days");
  if (relative !== undefined) {
    const other = slots.writtenIn("period", "days", "month");
    if (other !== null)
      refuse("unreadable", `“${other}” cannot stand beside “${slots.writtenIn("relative")}”.`);
    return context.todayLocalMs + relative * dayMs;
  }
  if (days !== undefined) return pickDayOfMonth(days, slots, context, timeMs);
  if (slots.get("month") !== undefined)
    refuse("vague", `“${slots.writtenIn("month")}”: say which day of the month.`);
  if (period === undefined) return null;
  const { ahead, unit } = period;
  const weekday = slots.get("weekdays")?.days[0];
  if (unit === "week" && weekday !== undefined)
    return mondayOf(context) + ahead * 7 * dayMs + ((weekday + 6) % 7) * dayMs;
  if (ahead === 0 || weekday !== undefined) {
    refuse("vague", `“${slots.writtenIn("period")}”: say which day, such as “the 5th of next month”.`);
  }
  const { year, month } = dateOf(context.nowLocalMs);
  const first = {
    week: mondayOf(context) + 7 * dayMs,
    month: dateLocalMs(year, month + 1, 1),
    year: dateLocalMs(year + 1, 1, 1),
  };
  context.assume(
    "first_day",
    `“${slots.writtenIn("period")}” is read as its first day, ${dateInWords(first[unit])}.`,
  );
  return first[unit];
}

function mondayOf(context: Context): number {
  return context.todayLocalMs - ((dateOf(context.todayLocalMs).weekday + 6) % 7) * dayMs;
}

function mustFallOn({ days, which }: WeekdaySet, localMs: number): void {
  const { weekday } = dateOf(localMs);
  if (which === "coming" && days[0] === weekday) return;
  refuse(
    "no_such_date",
    `${dateInWords(localMs)} is not a ${dayName(days[0] ?? 0)}. Leave one of the two out.`,
  );
}

function fromWeekday({ days, which }: WeekdaySet, context: Context, timeMs: number): number {
  const weekday = days[0] ?? 0;
  const { todayLocalMs, nowLocalMs } = context;
  const ahead = (weekday - dateOf(todayLocalMs).weekday + 7) % 7;
  let coming = todayLocalMs + ahead * dayMs;
  if (coming + timeMs <= nowLocalMs) coming += 7 * dayMs;
  const ofThisWeek = mondayOf(context) + ((weekday + 6) % 7) * dayMs;
  const name = dayName(weekday);
  if (which === "this") return ofThisWeek;
  if (which === "coming") {
    if (coming === todayLocalMs) {
      const later = dateInWords(coming + 7 * dayMs);
      context.assume(
        "other_week",
        `“${name}” is read as today, ${dateInWords(coming)}; the one after is ${later}.`,
      );
    }
    return coming;
  }
  const next = ofThisWeek + 7 * dayMs;
  if (next !== coming) {
    context.assume(
      "other_week",
      `“next ${name}” is read as ${dateInWords(next)}, the one of next week; the coming one is ${dateInWords(coming)}.`,
    );
  }
  return next;
}
