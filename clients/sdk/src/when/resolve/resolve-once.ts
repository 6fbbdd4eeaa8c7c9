import { dateInWords, dateLocalMs, dateOf, dayMs, daysInMonth, monthName, timeText } from "../calendar.ts";
import type { Span } from "../clauses/read-span.ts";
import type { Slots, SlotValues } from "../clauses/slots.ts";
import { type Context, furthest, refuseTooFar, timingAt } from "../context.ts";
import { durationText } from "../duration-text.ts";
import type { WhenTiming } from "../reading.ts";
import { endOfDay } from "../tokens/vocabulary.ts";
import { refuse } from "../when-error.ts";
import { pickDay } from "./pick-day.ts";
import { saysTime, type Time, timesOf } from "./time-of-day.ts";

const dayNames = ["relative", "period", "weekdays", "days", "month"] as const;

/**
 * Timing of a phrase that fires once.
 *
 * @throws WhenError if it is past, or is not one single moment
 */
export function resolveOnce(slots: Slots, context: Context): WhenTiming {
  const odd = slots.writtenIn("window", "minutes");
  if (odd !== null)
    refuse("unreadable", `“${odd}” needs a phrase that repeats, such as “every hour”; once is one moment.`);
  const span = slots.get("span");
  if (span === undefined) return timingOfDay(slots, context, null);
  if (span.ms > 0 && span.days === 0 && span.months === 0) return elapsed(span, slots, context);
  if (span.ms > 0) refuseMixed(span, slots);
  if (span.days === 0 && span.months === 0) refuseTooSoon(slots);
  if (span.months > 120 || span.days > 3_660) refuseTooFar();
  if (slots.spanFromDay) return timingOfDay(slots, context, span);
  return fromToday(span, slots, context);
}

/** Hours, minutes and seconds count from now, independent of the zone. */
function elapsed({ ms }: Span, slots: Slots, context: Context): WhenTiming {
  mustStandAlone(slots, ["zone", "clocks", "part", ...dayNames]);
  if (ms < 1_000) refuseTooSoon(slots);
  if (!(context.now + ms <= furthest(context.now))) refuseTooFar();
  return { delay: durationText(ms) };
}

/** Days, weeks and months count on the calendar, to the same time of day unless one is given. */
function fromToday(span: Span, slots: Slots, context: Context): WhenTiming {
  mustStandAlone(slots, dayNames);
  const date = addSpan(context.todayLocalMs, span, context);
  if (!saysTime(slots)) return timingAt(date + context.nowLocalMs - context.todayLocalMs, context);
  return timingAt(date + sinceMidnight(oneTime(slots, context, true)), context);
}

function mustStandAlone(slots: Slots, names: readonly (keyof SlotValues)[]): void {
  const other = slots.writtenIn(...names);
  if (other === null) return;
  const span = slots.writtenIn("span");
  refuse("unreadable", `“${other}” cannot stand beside “${span}”, which counts from now: give one of them.`);
}

function timingOfDay(slots: Slots, context: Context, after: Span | null): WhenTiming {
  const namesDay = slots.writtenIn(...dayNames) !== null;
  if (after !== null && !namesDay) refuse("vague", `“${slots.writtenIn("span")}”: say from which day.`);
  if (!namesDay && !saysTime(slots)) refuse("vague", "Say when, such as `in 2 hours` or `tomorrow at 9`.");
  if (isMidnightTonight(slots)) return midnightTonight(context);
  const time = oneTime(slots, context, namesDay);
  const today = slots.get("part") === endOfDay && !namesDay;
  const day = today ? context.todayLocalMs : pickDay(slots, context, sinceMidnight(time));
  const date = after === null ? day : addSpan(day, after, context);
  const localMs = date + sinceMidnight(time);
  if (localMs <= context.nowLocalMs) refusePast(localMs, context);
  return timingAt(localMs, context);
}

function oneTime(slots: Slots, context: Context, oneDay: boolean): Time {
  const [time, second] = timesOf(slots, context, oneDay);
  if (second !== undefined || time === undefined) {
    refuse(
      "not_expressible",
      `“${slots.writtenIn("clocks")}”: a schedule that fires once has one time. Make one for each.`,
    );
  }
  return time;
}

function sinceMidnight({ hour, minute, second }: Time): number {
  return ((hour * 60 + minute) * 60 + second) * 1_000;
}

function isMidnightTonight(slots: Slots): boolean {
  const clocks = slots.get("clocks") ?? [];
  const tonight = slots.get("relative") === 0 && slots.get("part")?.name === "night";
  const alone = slots.writtenIn("period", "weekdays", "days", "month") === null;
  return tonight && alone && clocks.length === 1 && clocks[0]?.midnight === true && clocks[0].minute === 0;
}

function midnightTonight(context: Context): WhenTiming {
  const localMs = context.todayLocalMs + dayMs;
  context.assume("midnight_tonight", `Midnight tonight is read as the beginning of ${dateInWords(localMs)}.`);
  return timingAt(localMs, context);
}

function addSpan(dateMs: number, span: Span, context: Context): number {
  if (span.months === 0) return dateMs + span.days * dayMs;
  const { year, month, day } = dateOf(dateMs);
  const first = dateOf(dateLocalMs(year, month + span.months, 1));
  const last = daysInMonth(first.year, first.month);
  if (day > last) {
    context.assume(
      "short_month",
      `${monthName(first.month)} ${first.year} has no day ${day}: its last, ${last}, is taken.`,
    );
  }
  return dateLocalMs(first.year, first.month, Math.min(day, last)) + span.days * dayMs;
}

function refuseMixed(span: Span, slots: Slots): never {
  const hours = span.months === 0 ? durationText(span.days * dayMs + span.ms) : null;
  refuse(
    "not_expressible",
    `“${slots.writtenIn("span")}”: days count on the calendar and hours on the clock, and one timing cannot do both. Write it in hours, or the day with its time.`,
    hours === null ? [] : [`in ${hours}`],
  );
}

function refuseTooSoon(slots: Slots): never {
  refuse("too_soon", `“${slots.writtenIn("span")}”: the shortest delay is one second.`, ["in 1 second"]);
}

function refusePast(localMs: number, context: Context): never {
  const { cursor } = context;
  const today = cursor.tokens.findIndex(({ text }) => text === "today" || text === "tonight");
  const { hour, minute } = {
    hour: new Date(localMs).getUTCHours(),
    minute: new Date(localMs).getUTCMinutes(),
  };
  refuse(
    "in_past",
    `${dateInWords(localMs)} at ${timeText(hour, minute)} has passed. Give a time in the future.`,
    today < 0
      ? []
      : [
          cursor.rewritten(
            today,
            today + 1,
            cursor.tokens[today]?.text === "today" ? "tomorrow" : "tomorrow night",
          ),
        ],
  );
}
