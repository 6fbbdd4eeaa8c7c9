import { leave } from "../imported.ts";

/** Last value of each of the first five fields, for steps with a start: `0/15`. */
const lastOf = [59, 23, 31, 12, 7] as const;

/**
 * Converts AWS's six fields to the API's five: `?` is `*`, days of the week count from 0, and a step with a start
 * runs to the end of its field.
 *
 * @throws NotImportable for an invalid expression
 */
export function toCron(fields: readonly string[]): string {
  const [minute = "*", hour = "*", day = "*", month = "*", weekday = "*"] = fields;
  const plain = [minute, hour, day, month].map((field, index) => partsOf(field, lastOf[index] ?? 59));
  return [...plain, weekdays(weekday)].map((field) => (field === "?" ? "*" : field)).join(" ");
}

function partsOf(field: string, last: number): string {
  return field
    .split(",")
    .map((part) => part.replace(/^(\d+)\/(\d+)$/, `$1-${last}/$2`))
    .join(",");
}

/**
 * Converts days of the week: AWS counts 1 (Sunday) to 7 (Saturday); names stay. `L` alone is Saturday, `6L` the last
 * Friday, `3#2` the second Tuesday.
 */
function weekdays(field: string): string {
  if (field === "?" || field === "*") return "*";
  if (field === "L") return "6";
  return partsOf(field, lastOf[4])
    .split(",")
    .map((part) => weekdayPart(part, field))
    .join(",");
}

function weekdayPart(part: string, field: string): string {
  if (/^\*\/\d+$/.test(part)) return part;
  const match = /^([A-Za-z]{3}|[1-7])(?:-([A-Za-z]{3}|[1-7]))?(L|#[1-5]|\/\d+)?$/.exec(part);
  if (match === null) return leave(`its day of the week, ${field}, is none of AWS's`);
  const [, from = "", to, rest = ""] = match;
  return `${counted(from)}${to === undefined ? "" : `-${counted(to)}`}${rest}`;
}

function counted(day: string): string {
  return /^\d$/.test(day) ? String(Number(day) - 1) : day.toUpperCase();
}
