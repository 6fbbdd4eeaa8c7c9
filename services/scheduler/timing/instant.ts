import { civilDate, dayMs, dayNumber, daysInMonth } from "./civil-date.ts";

const dateTime =
  /^([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt]([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]+))?(?:[Zz]|([+-])([0-9]{2}):([0-9]{2}))$/;

/** 0000-01-01T00:00:00.000Z and 9999-12-31T23:59:59.999Z: the range of years with four digits. */
export const earliestAt = -62_167_219_200_000;
export const latestAt = 253_402_300_799_999;

/**
 * Parses an RFC 3339 section 5.6 `date-time` to milliseconds since the epoch; null for anything else.
 * Fractions may have any number of digits; those after the third are cut off. A leap second (`:60`) is
 * accepted at the end of June and of December, UTC (section 5.7), in any year, since future ones are not
 * known; it becomes the second after it, as in POSIX time. `-00:00` is UTC (section 4.3).
 */
export function parseInstant(text: string): number | null {
  const match = dateTime.exec(text);
  if (match === null) return null;
  const part = (index: number) => Number(match[index] ?? 0);
  const [year, month, day, hour, minute, second] = [part(1), part(2), part(3), part(4), part(5), part(6)];
  if (day < 1 || day > daysInMonth(year, month)) return null;
  if (hour > 23 || minute > 59 || second > 60 || part(9) > 23 || part(10) > 59) return null;
  const offsetMinutes = (part(9) * 60 + part(10)) * (match[8] === "-" ? -1 : 1);
  const utcMinutes = hour * 60 + minute - offsetMinutes;
  const minuteAt = dayNumber(year, month, day) * dayMs + utcMinutes * 60_000;
  if (second === 60 && !beginsHalfYear(minuteAt + 60_000)) return null;
  const fractionMs = Number((match[7] ?? "").slice(0, 3).padEnd(3, "0"));
  return minuteAt + second * 1_000 + fractionMs;
}

/** True if an instant is the first of a January or a July, UTC. */
function beginsHalfYear(at: number): boolean {
  const { month, day } = civilDate(Math.floor(at / dayMs));
  return at % dayMs === 0 && day === 1 && (month === 1 || month === 7);
}

/**
 * Formats an instant as `YYYY-MM-DDTHH:MM:SS.mmmZ`; a fraction of a millisecond is cut off.
 *
 * @throws RangeError outside the years 0000 to 9999
 */
export function formatInstant(at: number): string {
  const wholeAt = Math.floor(at);
  if (!(wholeAt >= earliestAt && wholeAt <= latestAt)) throw new RangeError(`no four-digit year: ${at}`);
  return new Date(wholeAt).toISOString();
}
