/** A wall time is a number: milliseconds since 1970-01-01T00:00:00 on the same wall clock (`…LocalMs`). */
export const dayMs = 86_400_000;

/**
 * Wall time of midnight on a date. Months and days count from 1; a day beyond the end of a month continues
 * into the next.
 */
export function dateLocalMs(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day);
}

/** 28 to 31; 0 for a month that is not 1–12. */
export function daysInMonth(year: number, month: number): number {
  return month >= 1 && month <= 12 ? new Date(Date.UTC(year, month, 0)).getUTCDate() : 0;
}

/** Date of a wall time; `weekday` 0 is Sunday. */
export function dateOf(localMs: number): { year: number; month: number; day: number; weekday: number } {
  const date = new Date(localMs);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: date.getUTCDay(),
  };
}

/** Midnight of the same date. */
export function startOfDay(localMs: number): number {
  return Math.floor(localMs / dayMs) * dayMs;
}

/** Day of the nth given weekday of a month, -1 for the last; null if the month has no such day. */
export function nthWeekday(year: number, month: number, weekday: number, nth: number): number | null {
  const length = daysInMonth(year, month);
  const first = 1 + ((weekday - dateOf(dateLocalMs(year, month, 1)).weekday + 7) % 7);
  const day = nth > 0 ? first + 7 * (nth - 1) : first + 7 * Math.floor((length - first) / 7);
  return day <= length ? day : null;
}

const dayNames = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const monthNames =
  "January February March April May June July August September October November December".split(" ");

/** `Friday`. */
export function dayName(weekday: number): string {
  return dayNames[weekday] ?? "";
}

/** `March`. */
export function monthName(month: number): string {
  return monthNames[month - 1] ?? "";
}

/** `Friday 4 December 2026`. */
export function dateInWords(localMs: number): string {
  const { year, month, day, weekday } = dateOf(localMs);
  return `${dayName(weekday)} ${day} ${monthName(month)} ${year}`;
}

/** `2026-12-04T17:00`, with seconds only if they are not 0. */
export function localText(localMs: number): string {
  return new Date(localMs).toISOString().slice(0, 19).replace(/:00$/, "");
}

/** `17:00`. */
export function timeText(hour: number, minute = 0): string {
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}
