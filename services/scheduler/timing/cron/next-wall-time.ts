import { civilDate, dayNumber, daysInMonth, weekday } from "../civil-date.ts";
import type { CronExpression } from "./expression.ts";

/** The search ends with year 9999, the last that RFC 3339 can express. */
const lastYear = 9_999;

/**
 * Returns the first wall time from `localMs` on, inclusive, that the expression matches, in whole seconds;
 * null when there is none before the year 10000. Skips months without a matching day, of which at most 480
 * lie between two matches (29 February on a given weekday, over 2100).
 */
export function nextWallTime(cron: CronExpression, localMs: number): number | null {
  const second = Math.ceil(localMs / 1_000);
  const day = Math.floor(second / 86_400);
  const today = nextTimeOfDay(cron, second - day * 86_400);
  const matchingDay = nextDay(cron, today === null ? day + 1 : day);
  if (matchingDay === null) return null;
  const timeOfDay = matchingDay === day && today !== null ? today : (nextTimeOfDay(cron, 0) ?? 0);
  return (matchingDay * 86_400 + timeOfDay) * 1_000;
}

/** Returns the first matching time from `from` on, in seconds since midnight; null when the day has no more. */
function nextTimeOfDay(cron: CronExpression, from: number): number | null {
  const fromHour = Math.floor(from / 3_600);
  const hour = firstFrom(cron.hours, fromHour);
  if (hour === null) return null;
  if (hour > fromHour) return hour * 3_600 + first(cron.minutes) * 60 + first(cron.seconds);
  const fromMinute = Math.floor(from / 60) % 60;
  const minute = firstFrom(cron.minutes, fromMinute);
  if (minute !== null) {
    if (minute > fromMinute) return hour * 3_600 + minute * 60 + first(cron.seconds);
    const second = firstFrom(cron.seconds, from % 60);
    if (second !== null) return hour * 3_600 + minute * 60 + second;
    const laterMinute = firstFrom(cron.minutes, fromMinute + 1);
    if (laterMinute !== null) return hour * 3_600 + laterMinute * 60 + first(cron.seconds);
  }
  const laterHour = firstFrom(cron.hours, fromHour + 1);
  return laterHour === null ? null : laterHour * 3_600 + first(cron.minutes) * 60 + first(cron.seconds);
}

/** Returns the first matching day from day number `from` on. */
function nextDay(cron: CronExpression, from: number): number | null {
  let { year, month, day } = civilDate(from);
  while (year <= lastYear) {
    const nextMonth = firstFrom(cron.months, month);
    if (nextMonth === month) {
      const firstDay = dayNumber(year, month, 1);
      const index = (daysInMonth(year, month) - 28) * 7 + weekday(firstDay);
      const mask = (cron.dayMasks[index] ?? 0) & (-1 << (day - 1));
      // Finds the lowest set bit: clears all others, then counts the leading zeros.
      if (mask !== 0) return firstDay + 31 - Math.clz32(mask & -mask);
      month++;
    } else if (nextMonth !== null) {
      month = nextMonth;
    } else {
      year++;
      month = first(cron.months);
    }
    day = 1;
  }
  return null;
}

function firstFrom(ascending: readonly number[], from: number): number | null {
  for (const value of ascending) if (value >= from) return value;
  return null;
}

function first(ascending: readonly number[]): number {
  return ascending[0] ?? 0;
}
