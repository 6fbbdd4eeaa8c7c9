import { timeText } from "../calendar.ts";
import type { Clock } from "../clauses/read-clock.ts";
import type { Slots } from "../clauses/slots.ts";
import type { Context } from "../context.ts";
import { type DayPart, endOfDay } from "../tokens/vocabulary.ts";
import { refuse } from "../when-error.ts";

/** An unambiguous time of day. */
export interface Time {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** Default hour if no time of day is given. */
const usualHour = 9;

/** True if the phrase gives a time of day in digits or by name, or a part of the day. */
export function saysTime(slots: Slots): boolean {
  return slots.get("clocks") !== undefined || slots.get("part") !== undefined;
}

/**
 * Times of day of a phrase; without any, that of its part of the day, or 09:00.
 *
 * @param oneDay true if midnight would belong to a named day, where it is ambiguous
 * @throws WhenError if a time is ambiguous
 */
export function timesOf(slots: Slots, context: Context, oneDay: boolean): Time[] {
  const part = slots.get("part") ?? null;
  const clocks = slots.get("clocks");
  if (clocks === undefined) return [usualTime(part, context)];
  if (part === endOfDay) {
    refuse(
      "unreadable",
      `“${slots.writtenIn("clocks")}” cannot stand beside “${slots.writtenIn("part")}”: give one of them.`,
    );
  }
  return clocks.map((clock) => {
    if (clock.midnight && oneDay) refuseMidnight(clock, context);
    return exactTime(clock, part, context);
  });
}

function usualTime(part: DayPart | null, context: Context): Time {
  const hour = part?.hour ?? usualHour;
  if (part === null) context.assume("default_time", "No time of day was given: 09:00.");
  else context.assume("day_part", `“${part.name}” is read as ${timeText(hour)}.`);
  return { hour, minute: 0, second: 0 };
}

/** The time meant by a clock time and a part of the day together. */
export function exactTime(clock: Clock, part: DayPart | null, context: Context): Time {
  const { hour, minute, second, exact } = clock;
  if (part === null) {
    // Hours 8 to 12 are taken as morning and noon; 1 to 7, and a quarter to one, are ambiguous.
    if (!exact && hour < 8) refuseHalves(clock, context);
    return { hour, minute, second };
  }
  const meanings = exact ? [hour] : [hour % 12, (hour % 12) + 12];
  // An inexact 12 is not taken for the first hour of a morning.
  const fitting = meanings.filter((each) => each >= part.from && each <= part.to && (exact || each !== 0));
  const only = fitting[0];
  if (only !== undefined && fitting.length === 1) return { hour: only, minute, second };
  if (part.name === "night" && hour < 6) {
    refuse(
      "ambiguous_time",
      `“${context.cursor.written(clock.from, clock.to)}” at night is of the date after: leave “night” out and write that day with ${timeText(hour, minute)}.`,
    );
  }
  refuse(
    "invalid_time",
    `“${context.cursor.written(clock.from, clock.to)}” is no time of the ${part.name}.`,
    [...(exact ? [] : meanings.map((each) => instead(clock, context, timeText(each, minute))))],
  );
}

function refuseHalves(clock: Clock, context: Context): never {
  const early = timeText(clock.hour, clock.minute);
  const late = timeText(clock.hour + 12, clock.minute);
  refuse(
    "ambiguous_time",
    `“${context.cursor.written(clock.from, clock.to)}” could be ${early} or ${late}. Write one of these, or add am or pm.`,
    [instead(clock, context, early), instead(clock, context, late)],
  );
}

function refuseMidnight(clock: Clock, context: Context): never {
  refuse(
    "ambiguous_time",
    `Midnight of a named day could be its beginning or its end. Write 00:00 for its beginning, or 00:00 with the day after.`,
    [instead(clock, context, timeText(0, clock.minute)), instead(clock, context, "23:59")],
  );
}

function instead(clock: Clock, { cursor }: Context, text: string): string {
  return cursor.rewritten(clock.from, clock.to, text);
}
