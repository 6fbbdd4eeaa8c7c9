import { BoundedMap } from "../../../runtime/memory/bounded-map.ts";
import { timeZoneName } from "../time-zone.ts";
import { dayMask } from "./day-masks.ts";
import type { CronExpression, CronProblem } from "./expression.ts";
import type { DayOfMonthRules, DayOfWeekRules } from "./parse-day-fields.ts";
import { readByLibrary } from "./read-by-library.ts";
import { readFields } from "./read-fields.ts";

const shorthands: ReadonlyMap<string, string> = new Map([
  ["@HOURLY", "0 * * * *"],
  ["@DAILY", "0 0 * * *"],
  ["@MIDNIGHT", "0 0 * * *"],
  ["@WEEKLY", "0 0 * * 0"],
  ["@MONTHLY", "0 0 1 * *"],
  ["@YEARLY", "0 0 1 1 *"],
  ["@ANNUALLY", "0 0 1 1 *"],
]);

/**
 * Parses an expression of the cron dialect (its choices are in README.md), or returns the problem with it. A
 * well-formed expression that never fires is parsed, with `neverFires` set. Takes time linear in the length
 * of the text.
 */
export function parseCron(text: string): CronExpression | CronProblem {
  const known = remembered.get(text);
  if (known !== undefined) return known;
  const read = parse(text);
  remembered.set(text, read);
  return read;
}

/**
 * Nearly all schedules share a few expressions, and each is parsed again for every occurrence that is
 * planned.
 */
const remembered = new BoundedMap<string, CronExpression | CronProblem>(1_000);

function parse(text: string): CronExpression | CronProblem {
  // Checked before the text is put in upper case, which would turn "ſun" into "SUN".
  if (!/^[\t\x20-\x7e]*$/.test(text)) return { problem: "only printable ASCII characters, spaces and tabs" };
  const [first = "", ...rest] = text.split(/[ \t]+/).filter((word) => word !== "");
  if (!first.startsWith("CRON_TZ=")) return parseWords([first, ...rest], null);
  const timezone = timeZoneName(first.slice("CRON_TZ=".length));
  if (timezone === null) return { problem: "CRON_TZ= names no IANA time zone" };
  return parseWords(rest, timezone);
}

function parseWords(words: readonly string[], timezone: string | null): CronExpression | CronProblem {
  const upperWords = words.map((word) => word.toUpperCase());
  const [shorthand = ""] = upperWords;
  if (shorthand.startsWith("@")) {
    const fields = shorthands.get(shorthand);
    if (fields === undefined || words.length > 1)
      return { problem: `one of ${[...shorthands.keys()].join(" ").toLowerCase()}` };
    return parseFields(["0", ...fields.split(" ")], timezone);
  }
  if (upperWords.length === 5) return parseFields(["0", ...upperWords], timezone);
  if (upperWords.length === 6) return parseFields(upperWords, timezone);
  return { problem: "5 fields (minute hour day-of-month month day-of-week), or 6 with seconds first" };
}

function parseFields(texts: readonly string[], timezone: string | null): CronExpression | CronProblem {
  const fields = readByLibrary(texts) ?? readFields(texts);
  if ("problem" in fields) return fields;
  const { seconds, minutes, hours, dayOfMonth, months, dayOfWeek } = fields;
  const [, , hourText = "", dateText = "", , weekdayText = ""] = texts;
  // As in Vixie cron, a day must match both fields when one of them begins with a star: */2 in one field and
  // MON in the other must both hold.
  const either = !/^[*?]/.test(dateText) && !/^[*?]/.test(weekdayText);
  const dayMasks = allDayMasks(dayOfMonth, dayOfWeek, either);
  return {
    timezone,
    seconds,
    minutes,
    hours,
    months,
    dayMasks,
    everyHour: hourText === "*" || hourText === "*/1",
    neverFires: !months.some((value) => hasDay(value, dayMasks)),
  };
}

function allDayMasks(dayOfMonth: DayOfMonthRules, dayOfWeek: DayOfWeekRules, either: boolean): number[] {
  return Array.from({ length: 28 }, (_, index) =>
    dayMask(dayOfMonth, dayOfWeek, either, 28 + Math.floor(index / 7), index % 7),
  );
}

/**
 * True if some year has a matching day in the month. Within the calendar's 400 years, every month of every
 * length begins on every weekday, so all seven columns of a length occur.
 */
function hasDay(monthNumber: number, dayMasks: readonly number[]): boolean {
  const lengths = monthNumber === 2 ? [28, 29] : [4, 6, 9, 11].includes(monthNumber) ? [30] : [31];
  return lengths.some((length) =>
    dayMasks.slice((length - 28) * 7, (length - 27) * 7).some((mask) => mask !== 0),
  );
}
