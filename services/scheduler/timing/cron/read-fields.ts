import type { CronProblem } from "./expression.ts";
import { type CronFields, shapes } from "./fields.ts";
import { parseDayOfMonth, parseDayOfWeek } from "./parse-day-fields.ts";
import { parseNumberField } from "./parse-number-field.ts";

/**
 * Reads six fields (upper case) as this dialect defines them, or returns the first problem. Reads what
 * cron-parser does not know (`W`, `LW`, `L-3`, ranges that wrap) or reads differently.
 */
export function readFields(texts: readonly string[]): CronFields | CronProblem {
  const [secondText = "", minuteText = "", hourText = "", dateText = "", monthText = "", weekdayText = ""] =
    texts;
  const seconds = parseNumberField(secondText, shapes.second);
  if ("problem" in seconds) return seconds;
  const minutes = parseNumberField(minuteText, shapes.minute);
  if ("problem" in minutes) return minutes;
  const hours = parseNumberField(hourText, shapes.hour);
  if ("problem" in hours) return hours;
  const dayOfMonth = parseDayOfMonth(dateText);
  if ("problem" in dayOfMonth) return dayOfMonth;
  const months = parseNumberField(monthText, shapes.month);
  if ("problem" in months) return months;
  const dayOfWeek = parseDayOfWeek(weekdayText);
  if ("problem" in dayOfWeek) return dayOfWeek;
  return { seconds, minutes, hours, dayOfMonth, months, dayOfWeek };
}
