import { daysInMonth, monthName } from "../calendar.ts";
import type { DayItem } from "../clauses/slots.ts";
import type { Context } from "../context.ts";
import { refuse } from "../when-error.ts";
import type { Time } from "./time-of-day.ts";

/** Days of a month as the two day fields of a cron expression. */
export interface DayFields {
  readonly dayOfMonth: string;
  readonly dayOfWeek: string;
}

/** A day-of-week field: `1-5`, `0,6`, `*` for all seven. */
export function weekdayField(days: readonly number[]): string {
  if (days.length === 7) return "*";
  const first = days[0] ?? 0;
  const inARow = days.every((day, index) => day === first + index);
  return inARow && days.length > 2 ? `${first}-${first + days.length - 1}` : days.join(",");
}

/**
 * Day fields for days within a month: `1,15`, `L`, `LW`, `1#1`, `5L`.
 *
 * @param month from 1; null for any month
 */
export function dayFields(days: readonly DayItem[], month: number | null, context: Context): DayFields {
  const ofMonth = new Set<string>();
  const ofWeek = new Set<string>();
  for (const item of days) {
    notePassedOver(item, month, context);
    (item.kind === "nth" ? ofWeek : ofMonth).add(member(item));
  }
  if (ofMonth.size > 0 && ofWeek.size > 0) {
    refuse(
      "not_expressible",
      "Dates and weekdays of a month do not go into one schedule. Make one for each.",
    );
  }
  return { dayOfMonth: field(ofMonth), dayOfWeek: field(ofWeek) };
}

function member(item: DayItem): string {
  switch (item.kind) {
    case "day":
      return String(item.day);
    case "last":
      return "L";
    case "first_weekday":
      return "1W";
    case "last_weekday":
      return "LW";
    case "nth":
      return item.nth < 0 ? `${item.weekday}L` : `${item.weekday}#${item.nth}`;
  }
}

function field(members: ReadonlySet<string>): string {
  return members.size === 0
    ? "*"
    : [...members].sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10)).join(",");
}

function notePassedOver(item: DayItem, month: number | null, context: Context): void {
  if (item.kind === "nth" && item.nth === 5) {
    context.assume("months_passed_over", "Months without a fifth such day are passed over.");
  }
  if (item.kind !== "day" || item.day < 29) return;
  if (month !== null && item.day > daysInMonth(2028, month)) {
    refuse("no_such_date", `${monthName(month)} has no day ${item.day}.`);
  }
  if (month === null) {
    context.assume(
      "months_passed_over",
      `Months without a day ${item.day} are passed over; “last day” is in every month.`,
    );
  } else if (month === 2) {
    context.assume("months_passed_over", "Years without a 29 February are passed over.");
  }
}

/**
 * Time fields of a cron expression, such as `0 9,17`; with seconds only if the phrase has any.
 *
 * @throws WhenError if no single expression fires at exactly these times
 */
export function timeFields(times: readonly Time[]): string {
  const of = (part: (time: Time) => number) => [...new Set(times.map(part))].sort((a, b) => a - b);
  const [seconds, minutes, hours] = [
    of(({ second }) => second),
    of(({ minute }) => minute),
    of(({ hour }) => hour),
  ];
  const count = new Set(times.map(({ hour, minute, second }) => `${hour}:${minute}:${second}`)).size;
  if (seconds.length * minutes.length * hours.length !== count) {
    refuse(
      "not_expressible",
      "One schedule has the same minutes in all its hours. Make one schedule for each time.",
    );
  }
  const fields = [minutes.join(","), hours.join(",")];
  return (seconds.length === 1 && seconds[0] === 0 ? fields : [seconds.join(","), ...fields]).join(" ");
}
