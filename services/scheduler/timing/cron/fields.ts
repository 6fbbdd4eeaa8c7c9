import type { DayOfMonthRules, DayOfWeekRules } from "./parse-day-fields.ts";
import type { FieldShape } from "./parse-number-field.ts";

/** The values that each field of an expression matches; lists ascend. */
export interface CronFields {
  readonly seconds: readonly number[];
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly dayOfMonth: DayOfMonthRules;
  readonly months: readonly number[];
  readonly dayOfWeek: DayOfWeekRules;
}

/** The fields, in the order of an expression with six. */
export const shapes = {
  second: { name: "second", min: 0, max: 59 },
  minute: { name: "minute", min: 0, max: 59 },
  hour: { name: "hour", min: 0, max: 23 },
  dayOfMonth: { name: "day of month", min: 1, max: 31 },
  month: {
    name: "month",
    min: 1,
    max: 12,
    valueNames: ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"],
  },
  dayOfWeek: {
    name: "day of week",
    min: 0,
    max: 6,
    alias: 7,
    valueNames: ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"],
  },
} as const satisfies Record<string, FieldShape>;
