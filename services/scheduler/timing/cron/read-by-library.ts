import { CronExpressionParser } from "cron-parser";
import { type CronFields, shapes } from "./fields.ts";
import { type FieldShape, parseValue } from "./parse-number-field.ts";

/** A value, a range or `*`, each with or without a step. */
const memberShape = /^(?:\*|([0-9A-Z]{1,3})(?:-([0-9A-Z]{1,3}))?)(?:\/([0-9]{1,2}))?$/;
const longMonths: ReadonlySet<number> = new Set([1, 3, 5, 7, 8, 10, 12]);
const inOrder = Object.values(shapes);

/**
 * Lets cron-parser read an expression of six fields (upper case) if it reads all of them as this dialect
 * does: numbers, names, ranges that do not wrap, steps outside of the weekdays, lists without repeats, `L`
 * for the last day, `FRIL` and `MON#2`. README.md lists the differences.
 *
 * @returns null when our own reader must read it, or say what is wrong with it
 */
export function readByLibrary(fields: readonly string[]): CronFields | null {
  const texts = fields.map((text, place) => (text === "?" && isDayField(place) ? "*" : text));
  if (!texts.every((text, place) => isReadAlike(text, inOrder[place]))) return null;
  try {
    const read = CronExpressionParser.parse(texts.join(" ")).fields;
    const months = numbers(read.month.values);
    // cron-parser drops days that none of the months has.
    if (!months.some((month) => longMonths.has(month))) return null;
    const days = numbers(read.dayOfMonth.values);
    const weekdays = [...new Set(numbers(read.dayOfWeek.values).map((value) => value % 7))].sort();
    const [weekday] = weekdays;
    const { nthDay } = read.dayOfWeek;
    const isNth = nthDay > 0 && weekday !== undefined;
    return {
      seconds: numbers(read.second.values),
      minutes: numbers(read.minute.values),
      hours: numbers(read.hour.values),
      months,
      dayOfMonth: {
        days,
        beforeLast: read.dayOfMonth.hasLastChar ? [0] : [],
        nearestWeekdays: [],
        lastWeekday: false,
      },
      dayOfWeek: {
        weekdays: isNth ? [] : weekdays,
        last: read.dayOfWeek.values.flatMap((value) =>
          typeof value === "string" ? Number.parseInt(value, 10) % 7 : [],
        ),
        nth: isNth ? [{ weekday, nth: nthDay }] : [],
      },
    };
  } catch {
    // cron-parser refuses a list that names a value twice.
    return null;
  }
}

function isDayField(place: number): boolean {
  return inOrder[place] === shapes.dayOfMonth || inOrder[place] === shapes.dayOfWeek;
}

function isReadAlike(text: string, shape: FieldShape | undefined): boolean {
  if (shape === undefined) return false;
  if (shape === shapes.dayOfMonth && text === "L") return true;
  if (shape === shapes.dayOfWeek && /^(?:[0-6]|[A-Z]{3})(?:L|#[1-5])$/.test(text))
    return parseValue(text.slice(0, text.endsWith("L") ? -1 : -2), shape) !== null;
  return text.split(",").every((member) => isMemberReadAlike(member, shape));
}

function isMemberReadAlike(member: string, shape: FieldShape): boolean {
  const match = memberShape.exec(member);
  if (match === null) return false;
  const [, fromText, toText, stepText] = match;
  const size = shape.max - shape.min + 1;
  const step = Number(stepText ?? 1);
  // cron-parser has an eighth weekday value, 7, on which steps can land as well.
  if (step < 1 || step > size || (stepText !== undefined && shape.alias !== undefined)) return false;
  if (fromText === undefined) return true;
  const from = parseValue(fromText, shape);
  const to = toText === undefined ? from : parseValue(toText, shape);
  return from !== null && to !== null && from <= to && to <= shape.max;
}

function numbers(values: readonly (number | string)[]): number[] {
  return values.filter((value) => typeof value === "number");
}
