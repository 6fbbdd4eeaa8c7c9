import type { Cursor } from "../tokens/cursor.ts";
import { dayParts, months, numbers, units } from "../tokens/vocabulary.ts";
import { refuse } from "../when-error.ts";
import { atOrdinal, readNumber } from "./read-number.ts";

/** A time of day as written. */
export interface Clock {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** False if morning or afternoon is open: `5`, `half past 5`, `5:30`; `05:30` is exact. */
  readonly exact: boolean;
  /** True for `midnight` and `12am`: with a named day, it is unclear which end of the day is meant. */
  readonly midnight: boolean;
  /** Its tokens are [from, to). */
  readonly from: number;
  readonly to: number;
}

/**
 * Reads one time of day; null if there is none here.
 *
 * @param bare true if a number alone is a time: only after `at`, `from`, `between`, `to`
 */
export function readClock(cursor: Cursor, bare: boolean): Clock | null {
  const from = cursor.position;
  return cursor.attempt(() => named(cursor, from) ?? pastHour(cursor, from) ?? digits(cursor, from, bare));
}

/** Reads several times of day: `at 9am and 5pm`, `at 9, 12 and 17`. Null if there is none here. */
export function readClocks(cursor: Cursor): Clock[] | null {
  return cursor.attempt(() => {
    const bare = cursor.takeOne("at", "@") !== null;
    const first = readClock(cursor, bare);
    if (first === null) return null;
    const clocks = [first];
    for (;;) {
      const next = cursor.attempt(() => {
        if (!cursor.take(",", "and") && cursor.takeOne(",", "and", "&") === null) return null;
        return readClock(cursor, cursor.take("at") || bare);
      });
      if (next === null) return clocks;
      clocks.push(next);
    }
  });
}

function named(cursor: Cursor, from: number): Clock | null {
  cursor.attempt(() =>
    cursor.takeOne("12", "twelve") && /^(noon|midnight)$/.test(cursor.word()) ? true : null,
  );
  const word = cursor.takeOne("noon", "midday", "midnight");
  if (word === null) return null;
  const midnight = word === "midnight";
  return { hour: midnight ? 0 : 12, minute: 0, second: 0, exact: true, midnight, from, to: cursor.position };
}

/**
 * `half past 9`, `quarter to 9 pm`, `ten past nine`, `ten minutes to nine`; `9 to 10` is a range, not a
 * time.
 */
function pastHour(cursor: Cursor, from: number): Clock | null {
  return cursor.attempt(() => {
    const minutes = minutesBesideHour(cursor);
    if (minutes === null) return null;
    const hour = readHour(cursor);
    if (hour === null || hour.minute !== 0) return null;
    const total = (hour.hour * 60 + minutes + 1_440) % 1_440;
    return {
      ...hour,
      hour: Math.floor(total / 60),
      minute: total % 60,
      midnight: hour.midnight && minutes > 0,
      from,
      to: cursor.position,
    };
  });
}

function minutesBesideHour(cursor: Cursor): number | null {
  if (cursor.take("half", "past")) return 30;
  cursor.attempt(() => (cursor.take("a") && cursor.word() === "quarter" ? true : null));
  if (cursor.take("quarter", "past")) return 15;
  if (cursor.take("quarter", "to")) return -15;
  const count = readNumber(cursor);
  if (count === null || count < 1 || count > 59 || !Number.isInteger(count)) return null;
  const unit = cursor.takeOne("min", "mins", "minute", "minutes");
  if (cursor.take("past")) return count;
  return unit !== null && cursor.take("to") ? -count : null;
}

function readHour(cursor: Cursor): Clock | null {
  return named(cursor, cursor.position) ?? digits(cursor, cursor.position, true);
}

function digits(cursor: Cursor, from: number, bare: boolean): Clock | null {
  const token = cursor.peek();
  if (token === undefined || atOrdinal(cursor)) return null;
  const isClock = token.kind === "clock";
  const parts = isClock ? token.text.split(/[:.]/) : [hourText(cursor)];
  const [hourPart = "", minutePart = "00", secondPart = "00"] = parts;
  if (hourPart === "" || !/^\d+$/.test(hourPart)) return null;
  cursor.skip();
  cursor.take("oclock");
  const meridiem = cursor.takeOne("am", "pm");
  const oclock = cursor.tokens[cursor.position - 1]?.text === "oclock";
  const said = meridiem !== null || oclock || isClock || bare || beforePart(cursor);
  // `at 5 minutes` and `at 5 January` contain no time of day.
  const follows = cursor.word();
  if (!said || (meridiem === null && !isClock && (units.has(follows) || months.has(follows)))) return null;
  const short = minutePart.length < 2 || secondPart.length < 2;
  const written = cursor.written(from);
  if (short || hourPart.length > 2) refuseDigits(cursor, from, hourPart);
  return {
    ...checked(written, Number(hourPart), Number(minutePart), Number(secondPart), meridiem),
    exact: meridiem !== null || Number(hourPart) > 12 || /^0/.test(hourPart),
    from,
    to: cursor.position,
  };
}

/** `7 in the morning`, `10 at night`. */
function beforePart(cursor: Cursor): boolean {
  const inThe = cursor.word() === "in" && cursor.word(1) === "the" && dayParts.has(cursor.word(2));
  return inThe || (cursor.word() === "at" && cursor.word(1) === "night");
}

/** The number at the cursor as digits, also if spelled out; "" for anything else. */
function hourText(cursor: Cursor): string {
  const token = cursor.peek();
  if (token?.kind === "number") return token.text;
  const value = numbers.get(cursor.word());
  return value === undefined || value < 1 || value > 12 ? "" : String(value);
}

function checked(written: string, hour: number, minute: number, second: number, meridiem: string | null) {
  const twelve = meridiem !== null;
  if (minute > 59 || second > 59 || hour > 23 || (twelve && (hour < 1 || hour > 12))) {
    const reason =
      twelve && hour > 12 && hour < 24
        ? `Write ${hour}:00, or ${hour - 12}${meridiem} if that is meant.`
        : "Hours go from 00 to 23 or from 1 to 12 with am or pm, minutes from 00 to 59.";
    refuse("invalid_time", `There is no time “${written}”. ${reason}`);
  }
  const hours = twelve ? (hour % 12) + (meridiem === "pm" ? 12 : 0) : hour;
  return { hour: hours, minute, second, midnight: twelve && hours === 0 && minute === 0 && second === 0 };
}

function refuseDigits(cursor: Cursor, from: number, hourPart: string): never {
  const four = /^\d{3,4}$/.test(hourPart)
    ? `${hourPart.slice(0, -2).padStart(2, "0")}:${hourPart.slice(-2)}`
    : "";
  refuse(
    "invalid_time",
    `There is no time “${cursor.written(from)}”. Write it as 09:30 or 9:30am.`,
    four === "" ? [] : [cursor.rewritten(from, cursor.position, four)],
  );
}
