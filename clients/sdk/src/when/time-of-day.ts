import { timeText } from "./calendar.ts";
import type { Context } from "./context.ts";
import type { Clock } from "./read-clock.ts";
import type { Slots } from "./slots.ts";
import { type DayPart, endOfDay } from "./vocabulary.ts";
import { refuse } from "./when-error.ts";

/** A time of day that leaves nothing open. */
export interface Time {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** Where no time of day is said. */
const usualHour = 9;

/** True when the phrase says a time of day in digits or by name, or a part of the day. */
export function saysTime(slots: Slots): boolean {
  return slots.get("clocks") !== undefined || slots.get("part") !== undefined;
}

/**
 * The times of day that a phrase says, the part's or 09:00 where it says none.
 *
 * @param oneDay whether midnight would be of a named day, where it has two meanings
 * @throws WhenError where a time could be two
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

/** The time that a clock and a part of the day say together. */
export function exactTime(clock: Clock, part: DayPart | null, context: Context): Time {
  const { hour, minute, second, exact } = clock;
  if (part === null) {
    // From 8 to 12 the morning and noon are meant; 1 to 7, and a quarter to one, are said of both halves.
    if (!exact && hour < 8) refuseHalves(clock, context);
    return { hour, minute, second };
  }
  const meanings = exact ? [hour] : [hour % 12, (hour % 12) + 12];
  // Nobody says 12 for the first hour of a morning without a doubt.
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
