import type { Cursor } from "../tokens/cursor.ts";
import { dayParts, endOfDay, weekdays } from "../tokens/vocabulary.ts";
import { refuse } from "../when-error.ts";
import type { Slots } from "./slots.ts";

/**
 * Reads days relative to today: `tomorrow`, `tonight`, `next week`, `end of day`. False if there is none
 * here.
 */
export function readRelative(cursor: Cursor, slots: Slots): boolean {
  const from = cursor.position;
  const days = readDay(cursor);
  if (days !== null) {
    slots.fill("relative", days, cursor, from);
    return true;
  }
  return readTonight(cursor, slots, from) || readPeriod(cursor, slots, from) || readEnd(cursor, slots, from);
}

function readDay(cursor: Cursor): number | null {
  if (cursor.take("today")) return 0;
  if (cursor.take("tomorrow")) return 1;
  if (cursor.take("the", "day", "after", "tomorrow") || cursor.take("day", "after", "tomorrow")) return 2;
  return null;
}

/** `tonight`, `this evening`. */
function readTonight(cursor: Cursor, slots: Slots, from: number): boolean {
  const part = cursor.take("tonight")
    ? dayParts.get("night")
    : cursor.attempt(() => {
        const named = cursor.take("this") ? dayParts.get(cursor.word()) : undefined;
        if (named === undefined) return null;
        cursor.skip();
        return named;
      });
  if (part === undefined || part === null) return false;
  slots.fill("relative", 0, cursor, from);
  slots.fill("part", part, cursor, from);
  return true;
}

/** `next week`, `this month`; refuses `last` and weekends. */
function readPeriod(cursor: Cursor, slots: Slots, from: number): boolean {
  const [which, unit] = [cursor.word(), cursor.word(1)];
  if (unit === "weekend" && ["this", "next", "the"].includes(which)) {
    refuse("vague", "A weekend has two days: write saturday or sunday.", [
      cursor.rewritten(from, from + 2, which === "next" ? "next saturday" : "saturday"),
      cursor.rewritten(from, from + 2, which === "next" ? "next sunday" : "sunday"),
    ]);
  }
  const known = unit === "week" || unit === "month" || unit === "year" ? unit : null;
  if (which === "last" && (known !== null || unit === "night")) {
    refuse("in_past", `“last ${unit}” has passed. Give a time in the future.`);
  }
  if (known === null || (which !== "this" && which !== "next")) return false;
  cursor.skip(2);
  slots.fill("period", { unit: known, ahead: which === "next" ? 1 : 0 }, cursor, from);
  return true;
}

/** `end of day`, `eod`; the end of anything longer is refused. */
function readEnd(cursor: Cursor, slots: Slots, from: number): boolean {
  const day = cursor.take("eod") || cursor.take("end", "of", "day") || cursor.take("end", "of", "the", "day");
  if (day) {
    slots.fill("part", endOfDay, cursor, from);
    return true;
  }
  if (cursor.word() !== "end" || cursor.word(1) !== "of") return false;
  const unit = cursor.word(cursor.word(2) === "the" ? 3 : 2);
  if (weekdays.has(unit)) return false;
  refuse("vague", `“end of ${unit}”: write the day and the time.`, [
    ...(unit === "month" ? ["last day of every month at 17:00"] : []),
    ...(unit === "week" ? ["friday at 17:00"] : []),
  ]);
}
