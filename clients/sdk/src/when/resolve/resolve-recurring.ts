import { monthName } from "../calendar.ts";
import type { DayItem, Period, Slots } from "../clauses/slots.ts";
import type { Context } from "../context.ts";
import type { WhenTiming } from "../reading.ts";
import { refuse } from "../when-error.ts";
import { dayFields, timeFields, weekdayField } from "./cron-fields.ts";
import { cronTiming } from "./cron-timing.ts";
import { resolveInterval } from "./resolve-interval.ts";
import { timesOf } from "./time-of-day.ts";

/** True if a phrase repeats: `every`, a plural, a range of days, `of the month`. */
export function repeats(slots: Slots): boolean {
  const month = slots.get("month")?.kind;
  return (
    slots.get("every") !== undefined ||
    slots.get("weekdays")?.repeats === true ||
    month === "every" ||
    (month === "the" && slots.get("days") !== undefined)
  );
}

/**
 * Timing of a phrase that repeats: `every` for a plain interval, `cron` for everything else.
 *
 * @throws WhenError if no single timing expresses it
 */
export function resolveRecurring(slots: Slots, context: Context): WhenTiming {
  const every = slots.get("every") ?? null;
  const once = slots.writtenIn("relative", "period", "span");
  if (once !== null) {
    refuse(
      "unreadable",
      `“${once}” is one moment and cannot stand in a phrase that repeats. Bounds are given as \`starts_at\` and \`ends_at\`.`,
    );
  }
  const weekdays = slots.get("weekdays");
  if (
    weekdays !== undefined &&
    (weekdays.which !== "coming" || (every?.kind === "day" && !weekdays.repeats))
  ) {
    refuse(
      "unreadable",
      `“${slots.writtenIn("weekdays")}” is one day and cannot stand in a phrase that repeats.`,
    );
  }
  if (every?.kind === "span") return resolveInterval(every, slots, context);
  const odd = slots.writtenIn("window", "minutes");
  if (odd !== null)
    refuse("unreadable", `“${odd}” needs a length of time, such as “every hour” or “every 15 minutes”.`);
  const days = calendarFields(every, slots, context);
  const everyDay = days.startsWith("* ") && days.endsWith(" *");
  return cronTiming(`${timeFields(timesOf(slots, context, !everyDay))} ${days}`, context);
}

/** The last three fields: day of month, month, day of week. */
function calendarFields(every: Period | null, slots: Slots, context: Context): string {
  const days = slots.get("days");
  const weekdays = slots.get("weekdays");
  const month = slots.get("month");
  if (days !== undefined && weekdays !== undefined) {
    refuse(
      "not_expressible",
      `“${slots.writtenIn("weekdays")}” and “${slots.writtenIn("days")}”: a cron fires on either, not where both meet.`,
    );
  }
  if (
    month !== undefined &&
    (month.kind === "this" || month.kind === "next" || (month.kind === "named" && month.year !== null))
  ) {
    refuse(
      "unreadable",
      `“${slots.writtenIn("days", "month")}” is one date and cannot stand in a phrase that repeats.`,
    );
  }
  const named = month?.kind === "named" ? month.month : null;
  if (days === undefined) return withoutDays(every, named, slots, context);
  const months = named === null ? monthField(every, slots, context) : namedMonth(named, every, slots);
  if (month?.kind === "the" ? every === null : month === undefined && every?.kind === "days") {
    context.assume("every_month", `“${slots.writtenIn("days")}” is read as of every month, again and again.`);
  }
  const { dayOfMonth, dayOfWeek } = dayFields(days, named, context);
  return `${dayOfMonth} ${months} ${dayOfWeek}`;
}

function withoutDays(every: Period | null, named: number | null, slots: Slots, context: Context): string {
  const weekdays = slots.get("weekdays");
  const written = slots.writtenIn("every");
  if (weekdays !== undefined) {
    const month = slots.get("month")?.kind;
    const oneOfMonth = !weekdays.repeats && (month === "every" || month === "the");
    if (every?.kind === "month" || every?.kind === "year" || oneOfMonth) {
      refuse(
        "not_expressible",
        `“${slots.writtenIn("weekdays")}”: say which one of the month, such as “first monday of every month”.`,
      );
    }
    return `* ${named ?? "*"} ${weekdayField(weekdays.days)}`;
  }
  if (every === null) refuse("vague", `“${slots.writtenIn("month")}”: say which day of the month.`);
  if (every.kind === "day") return `* ${named ?? "*"} *`;
  if (every.kind === "week") {
    refuse("vague", `“${written}”: say on which day, such as “every monday at 9”.`, [`every monday at 9`]);
  }
  if (named !== null) refuse("vague", `“${slots.writtenIn("month")}”: say which day of the month.`);
  return firstDay(every, slots, context);
}

function firstDay(every: Period, slots: Slots, context: Context): string {
  if (every.kind === "days") refuse("vague", `“${slots.writtenIn("every")}”: say what repeats.`);
  context.assume("first_day", `“${slots.writtenIn("every")}” is read as on its first day.`);
  const first: readonly DayItem[] = [{ kind: "day", day: 1 }];
  if (every.kind === "year") return `${dayFields(first, 1, context).dayOfMonth} 1 *`;
  return `1 ${monthField(every, slots, context)} *`;
}

/** `*`, `1,4,7,10` for quarters, else a step. */
function monthField(every: Period | null, slots: Slots, context: Context): string {
  const written = slots.writtenIn("every");
  switch (every?.kind) {
    case undefined:
      return "*";
    case "month":
      break;
    case "days":
      if (slots.get("month") === undefined && !slots.get("days")?.every(({ kind }) => kind === "day")) {
        refuse("vague", `“${written} ${slots.writtenIn("days")}”: say of what, such as “of every month”.`);
      }
      return "*";
    case "year":
      refuse("vague", `“${slots.writtenIn("days")}”: say of which month.`);
      break;
    default:
      refuse("unreadable", `“${slots.writtenIn("days")}” cannot stand beside “${written}”.`);
  }
  if (every.step === 1) return "*";
  const month = slots.get("month");
  if (month !== undefined) {
    refuse("unreadable", `“${slots.writtenIn("days", "month")}” cannot stand beside “${written}”.`);
  }
  if (12 % every.step !== 0) {
    refuse("not_expressible", `“${written}”: months have to come out even in a year: 1, 2, 3, 4 or 6.`);
  }
  if (every.quarter) return "1,4,7,10";
  context.assume("counted_from_january", `“${written}” is counted from January.`);
  return `*/${every.step}`;
}

function namedMonth(month: number, every: Period | null, slots: Slots): string {
  if (every === null || every.kind === "year" || every.kind === "days") return String(month);
  refuse("unreadable", `“${slots.writtenIn("every")}” cannot stand beside ${monthName(month)}.`);
}
