import { daysInMonth } from "./calendar.ts";
import { furthest, refuseTooFar } from "./context.ts";
import type { WhenTiming } from "./reading.ts";
import { refuse } from "./when-error.ts";

const instant =
  /^(\d{4}-\d{2}-\d{2})[Tt ]\s*(\d{2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)?\s*(?:([Zz])|([+-])(\d{2}):?(\d{2}))$/;

/**
 * Converts an ISO 8601 instant with offset to `fire_at`, adding seconds as the API requires; null for
 * anything else.
 *
 * @throws WhenError if it is not a valid date or time, is past, or too far ahead
 */
export function readInstant(text: string, now: number): WhenTiming | null {
  const match = instant.exec(text);
  if (match === null) return null;
  const [
    ,
    date = "",
    hour = "",
    minute = "",
    second = "00",
    fraction = "",
    zulu,
    sign = "",
    offsetHour = "",
    offsetMinute = "",
  ] = match;
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  if (day < 1 || day > daysInMonth(year, month)) refuse("no_such_date", `There is no date “${date}”.`);
  const tooLarge = Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59;
  if (tooLarge || Number(offsetHour) > 23 || Number(offsetMinute) > 59) {
    refuse(
      "invalid_time",
      `There is no time “${text.slice(11)}”. Hours go from 00 to 23, minutes and seconds from 00 to 59.`,
    );
  }
  const offset = zulu === undefined ? `${sign}${offsetHour}:${offsetMinute}` : "Z";
  const fireAt = `${date}T${hour}:${minute}:${second}${fraction}${offset}`;
  const at = Date.parse(`${date}T${hour}:${minute}:${second}${fraction.slice(0, 4)}${offset}`);
  if (at <= now) refuse("in_past", `${fireAt} has passed. Give a time in the future.`);
  if (at > furthest(now)) refuseTooFar();
  return { fire_at: fireAt };
}

const isoDuration = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/i;

/** Rewrites an ISO 8601 duration (`PT90M`, `P1D`) as a phrase; null for anything else. */
export function isoDurationPhrase(text: string): string | null {
  const match = isoDuration.exec(text);
  if (match === null || !/\d/.test(text) || /T$/i.test(text)) return null;
  const names = ["years", "months", "weeks", "days", "hours", "minutes", "seconds"];
  return names
    .flatMap((name, index) => (match[index + 1] === undefined ? [] : [`${match[index + 1]} ${name}`]))
    .join(" ");
}

/** A cron expression, and the text after it: a zone, or nothing. */
export interface RawCron {
  readonly cron: string;
  /** From a leading `CRON_TZ=`, else null. */
  readonly zone: string | null;
  readonly rest: string;
}

const number = "(?:[*?]|\\d{1,2})(?:-\\d{1,2})?(?:/\\d{1,2})?";
const months = "(?:[*]|\\d{1,2}|[A-Z]{3})(?:-(?:\\d{1,2}|[A-Z]{3}))?(?:/\\d{1,2})?";
const listOf = (member: string) => new RegExp(`^(?:${member})(?:,(?:${member}))*$`, "i");
const fieldShapes = [
  listOf(number),
  listOf(number),
  listOf(`${number}|L|L-\\d{1,2}|LW|\\d{1,2}W`),
  listOf(months),
  listOf(`[?]|${months}|(?:\\d|[A-Z]{3})(?:L|#\\d)`),
];
const shorthand = /^@(?:hourly|daily|midnight|weekly|monthly|yearly|annually)$/i;

/**
 * Reads five or six cron fields, or `@daily` and similar, with `CRON_TZ=` before or a zone after them; null
 * for anything else. Does not validate the fields: the API does.
 */
export function readCron(text: string): RawCron | null {
  const [first = "", ...others] = text.split(/\s+/);
  const zone = /^CRON_TZ=(\S+)$/.exec(first)?.[1] ?? null;
  const words = zone === null ? [first, ...others] : others;
  const count = shorthand.test(words[0] ?? "") ? 1 : fieldCount(words);
  if (count === 0) return null;
  return { cron: words.slice(0, count).join(" "), zone, rest: words.slice(count).join(" ") };
}

/** Six or five if that many words look like cron fields, else 0. */
function fieldCount(words: readonly string[]): number {
  const fits = (from: number) => fieldShapes.every((shape, index) => shape.test(words[from + index] ?? ""));
  if (listOf(number).test(words[0] ?? "") && fits(1)) return 6;
  return fits(0) ? 5 : 0;
}
