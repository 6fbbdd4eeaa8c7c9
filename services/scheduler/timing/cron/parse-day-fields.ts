import type { CronProblem } from "./expression.ts";
import { shapes } from "./fields.ts";
import { parseNumberField, parseValue, refuse } from "./parse-number-field.ts";

/** The parsed day-of-month field, kept as rules because the days that they match depend on the month. */
export interface DayOfMonthRules {
  days: readonly number[];
  /** Days before the last day: 0 for `L`, 3 for `L-3`. */
  beforeLast: readonly number[];
  /** `15W`: the weekday nearest to the 15th, in the same month. */
  nearestWeekdays: readonly number[];
  /** `LW`: the last weekday. */
  lastWeekday: boolean;
}

/** The parsed day-of-week field; 0 is Sunday. */
export interface DayOfWeekRules {
  weekdays: readonly number[];
  /** `5L`: the last Friday. */
  last: readonly number[];
  /** `5#2`: the second Friday. */
  nth: readonly { weekday: number; nth: number }[];
}

const { dayOfMonth, dayOfWeek } = shapes;

/** Parses a day-of-month field. `text` is ASCII upper case; `?` alone is `*`. */
export function parseDayOfMonth(text: string): DayOfMonthRules | CronProblem {
  const plain: string[] = [];
  const beforeLast: number[] = [];
  const nearestWeekdays: number[] = [];
  let lastWeekday = false;
  for (const member of (text === "?" ? "*" : text).split(",")) {
    const fromLast = /^L(?:-([0-9]{1,2}))?$/.exec(member);
    const nearest = /^([0-9]{1,2})W$/.exec(member);
    if (fromLast !== null) {
      const days = Number(fromLast[1] ?? 0);
      if (days > 30 || (fromLast[1] !== undefined && days === 0))
        return refuse(dayOfMonth, member, "L- takes a number from 1 to 30");
      beforeLast.push(days);
    } else if (nearest !== null) {
      const day = parseValue(nearest[1] ?? "", dayOfMonth);
      if (day === null) return refuse(dayOfMonth, member, "W follows a day from 1 to 31");
      nearestWeekdays.push(day);
    } else if (member === "LW") {
      lastWeekday = true;
    } else {
      plain.push(member);
    }
  }
  const days = plain.length === 0 ? [] : parseNumberField(plain.join(","), dayOfMonth);
  return "problem" in days ? days : { days, beforeLast, nearestWeekdays, lastWeekday };
}

/**
 * Parses a day-of-week field. `text` is ASCII upper case; `?` alone is `*`. A bare `L` is refused: Quartz
 * reads it as Saturday, and cron-parser and croner refuse it.
 */
export function parseDayOfWeek(text: string): DayOfWeekRules | CronProblem {
  const plain: string[] = [];
  const last: number[] = [];
  const nth: { weekday: number; nth: number }[] = [];
  for (const member of (text === "?" ? "*" : text).split(",")) {
    const match = /^([0-9A-Z]{1,3})(?:L|#([0-9]))$/.exec(member);
    if (match === null) {
      plain.push(member);
      continue;
    }
    const weekday = parseValue(match[1] ?? "", dayOfWeek);
    if (weekday === null) return refuse(dayOfWeek, member, "L and # follow a day from 0 to 7, or its name");
    const number = Number(match[2] ?? 1);
    if (number < 1 || number > 5) return refuse(dayOfWeek, member, "# takes a number from 1 to 5");
    if (match[2] === undefined) last.push(weekday % 7);
    else nth.push({ weekday: weekday % 7, nth: number });
  }
  const weekdays = plain.length === 0 ? [] : parseNumberField(plain.join(","), dayOfWeek);
  return "problem" in weekdays ? weekdays : { weekdays, last, nth };
}
