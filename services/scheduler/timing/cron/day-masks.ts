import type { DayOfMonthRules, DayOfWeekRules } from "./parse-day-fields.ts";

/**
 * Returns the matching days of a month with `length` days (28–31) that begins on `firstWeekday` (0 is
 * Sunday), as bits: bit 0 is the 1st.
 *
 * @param either true: a day matches if one of the fields names it (both are restricted); false: only if both
 * do
 */
export function dayMask(
  dayOfMonth: DayOfMonthRules,
  dayOfWeek: DayOfWeekRules,
  either: boolean,
  length: number,
  firstWeekday: number,
): number {
  const byDate = dateMask(dayOfMonth, length, firstWeekday);
  const byWeekday = weekdayMask(dayOfWeek, length, firstWeekday);
  return either ? byDate | byWeekday : byDate & byWeekday;
}

function dateMask(rules: DayOfMonthRules, length: number, firstWeekday: number): number {
  let mask = 0;
  for (const day of rules.days) if (day <= length) mask |= bit(day);
  for (const before of rules.beforeLast) if (before < length) mask |= bit(length - before);
  for (const day of rules.nearestWeekdays)
    if (day <= length) mask |= bit(nearestWeekday(day, length, firstWeekday));
  if (rules.lastWeekday) mask |= bit(nearestWeekday(length, length, firstWeekday));
  return mask;
}

function weekdayMask(rules: DayOfWeekRules, length: number, firstWeekday: number): number {
  let mask = 0;
  const first = (weekday: number) => ((weekday - firstWeekday + 7) % 7) + 1;
  for (const weekday of rules.weekdays) {
    for (let day = first(weekday); day <= length; day += 7) mask |= bit(day);
  }
  for (const weekday of rules.last) {
    const day = first(weekday) + 28;
    mask |= bit(day <= length ? day : day - 7);
  }
  for (const { weekday, nth } of rules.nth) {
    const day = first(weekday) + (nth - 1) * 7;
    if (day <= length) mask |= bit(day);
  }
  return mask;
}

/**
 * Finds the nearest day from Monday to Friday in the month: a Saturday moves back a day and a Sunday forward,
 * unless that leaves the month.
 */
function nearestWeekday(day: number, length: number, firstWeekday: number): number {
  const weekday = (firstWeekday + day - 1) % 7;
  if (weekday === 6) return day === 1 ? 3 : day - 1;
  if (weekday === 0) return day === length ? day - 2 : day + 1;
  return day;
}

function bit(day: number): number {
  return 1 << (day - 1);
}
