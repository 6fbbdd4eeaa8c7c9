import { timeText } from "../calendar.ts";
import type { DayWindow, Slots } from "../clauses/slots.ts";
import type { Context } from "../context.ts";
import { refuse } from "../when-error.ts";
import { exactTime, type Time } from "./time-of-day.ts";

const hourMs = 3_600_000;
const minuteMs = 60_000;

/** Hours of the day within which something repeats; the end may be 24:00. */
interface Hours {
  readonly start: Time;
  readonly end: Time;
  /** True if they extend past midnight. */
  readonly wraps: boolean;
}

/**
 * Minute and hour fields of an interval within hours or on days, such as `0 8-18/2`.
 *
 * A minute step stops before the end of its window (to 17:00: 16:45 is the last), an hour step includes it
 * (to 18:00: 18:00 is the last).
 *
 * @throws WhenError if the interval does not divide evenly
 */
export function stepFields(ms: number, slots: Slots, context: Context): string {
  const hours = hoursOf(slots.get("window"), slots, context);
  if (ms % hourMs === 0) return hourStep(ms / hourMs, hours, slots);
  const step = ms / minuteMs;
  if (!Number.isInteger(step) || 60 % step !== 0) refuseStep(slots, context, step);
  const minutes = slots.writtenIn("minutes");
  if (minutes !== null)
    refuse("unreadable", `“${minutes}” cannot stand beside “${slots.writtenIn("every")}”.`);
  return `${step === 1 ? "*" : `*/${step}`} ${minuteStepHours(hours, slots)}`;
}

function hoursOf(window: DayWindow | undefined, slots: Slots, context: Context): Hours | null {
  if (window === undefined) return null;
  const [start, end] = [exactTime(window.start, null, context), exactTime(window.end, null, context)];
  const written = slots.writtenIn("window");
  const [from, to] = [start.hour * 60 + start.minute, end.hour * 60 + end.minute];
  if (start.second + end.second > 0 || from === to)
    refuse("not_expressible", `“${written}”: give two different times without seconds.`);
  if (to === 0) return { start, end: { hour: 24, minute: 0, second: 0 }, wraps: false };
  const wraps = to < from;
  if (wraps && slots.get("weekdays") !== undefined) {
    refuse(
      "not_expressible",
      `“${written}” runs over midnight into another day. Make one schedule up to midnight and one from it.`,
    );
  }
  return { start, end, wraps };
}

function minuteStepHours(hours: Hours | null, slots: Slots): string {
  if (hours === null) return "*";
  const { start, end } = hours;
  if (start.minute + end.minute > 0) {
    refuse("not_expressible", `“${slots.writtenIn("window")}”: with steps of minutes, give whole hours.`);
  }
  const last = (end.hour + 23) % 24;
  return start.hour === last ? String(last) : `${start.hour}-${last}`;
}

function hourStep(step: number, hours: Hours | null, slots: Slots): string {
  const said = slots.get("minutes");
  if (hours === null) {
    if (24 % step !== 0 || step === 24) refuseHours(slots);
    return `${(said ?? [0]).join(",")} ${step === 1 ? "*" : `*/${step}`}`;
  }
  const { start, end, wraps } = hours;
  const written = slots.writtenIn("window");
  if (said !== undefined && start.minute > 0)
    refuse("unreadable", `“${slots.writtenIn("minutes")}” cannot stand beside “${written}”.`);
  const minutes = said ?? [start.minute];
  const first = start.hour;
  const last = end.minute >= Math.max(...minutes) ? end.hour : end.hour - 1;
  if (last === 24 && (24 - first) % step === 0) {
    refuse(
      "not_expressible",
      `“${written}”: midnight belongs to the next day. End at ${timeText(24 - step)}.`,
    );
  }
  const to = Math.min(last, 23);
  if (!wraps && to < first) refuse("not_expressible", `“${written}” is shorter than an hour.`);
  if (to >= first && step > to - first && to !== first) refuseHours(slots);
  const range = to === first ? String(first) : `${first}-${to < 0 ? 23 : to}`;
  return `${minutes.join(",")} ${range}${step === 1 || to === first ? "" : `/${step}`}`;
}

function refuseHours(slots: Slots): never {
  refuse(
    "not_expressible",
    `“${slots.writtenIn("every")}”: within days, hours must come out even in a day: 1, 2, 3, 4, 6, 8 or 12.`,
  );
}

const evenMinutes = [1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30];

function refuseStep(slots: Slots, { cursor }: Context, step: number): never {
  const near = [...evenMinutes].sort((a, b) => Math.abs(a - step) - Math.abs(b - step)).slice(0, 2);
  const at = cursor.tokens.findIndex(({ text }) => text === String(step));
  refuse(
    "not_expressible",
    `“${slots.writtenIn("every")}”, bound to hours or days, has to come out even in an hour: ${evenMinutes.join(", ")} minutes. Take one of these, or leave the hours and days out.`,
    at < 0 ? [] : near.map((minutes) => cursor.rewritten(at, at + 1, String(minutes))),
  );
}
