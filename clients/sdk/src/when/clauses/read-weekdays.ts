import type { Cursor } from "../tokens/cursor.ts";
import { pluralWeekdays, weekdays } from "../tokens/vocabulary.ts";
import { refuse } from "../when-error.ts";
import type { WeekdaySet } from "./slots.ts";

/**
 * Reads weekdays: `friday`, `next friday`, `mondays and thursdays`, `mon, wed and fri`, `mon-fri`,
 * `monday to friday`, `weekdays`, `weekends`. Null if there are none here.
 *
 * @param every true after `every`: then `weekday` and lists without plural are read too
 */
export function readWeekdays(cursor: Cursor, every: boolean): WeekdaySet | null {
  return cursor.attempt(() => {
    const group = readGroup(cursor, every);
    if (group !== null) return { days: group, which: "coming", repeats: true };
    if (cursor.word(1) === "coming") cursor.take("the");
    const which = every ? null : cursor.takeOne("this", "next", "coming");
    const from = cursor.take("from");
    const start = cursor.position;
    const first = readDay(cursor);
    if (first === null) return null;
    const last = cursor.attempt(() => (takeRange(cursor) ? readDay(cursor) : null));
    if (last !== null && which !== null) return null;
    if (last !== null) return { days: range(first.day, last.day), which: "coming", repeats: true };
    // `this mon-fri` and `next fridays` are ambiguous.
    if (from || (which !== null && first.plural)) return null;
    const all = [first, ...moreDays(cursor)];
    const repeats = all.every(({ plural }) => plural);
    const days = [...new Set(all.map(({ day }) => day))].sort();
    if (days.length < all.length) {
      refuse("unreadable", `“${cursor.written(start)}” names a day twice.`);
    }
    if (days.length > 1 && !repeats && !every) {
      const list = all.map(({ word }) => word).join(" and ");
      refuse("vague", `Say one day, or “every ${list}” for all of them again and again.`, [
        cursor.rewritten(start, cursor.position, `every ${list}`),
      ]);
    }
    return { days, which: which === "this" || which === "next" ? which : "coming", repeats };
  });
}

function readGroup(cursor: Cursor, every: boolean): number[] | null {
  if (cursor.take("weekdays") || (every && cursor.take("weekday"))) return [1, 2, 3, 4, 5];
  if (cursor.take("weekends") || (every && cursor.take("weekend"))) return [0, 6];
  return null;
}

interface Day {
  readonly day: number;
  readonly plural: boolean;
  readonly word: string;
}

function readDay(cursor: Cursor): Day | null {
  const word = cursor.word();
  const plural = pluralWeekdays.get(word);
  const day = plural ?? weekdays.get(word);
  if (day === undefined) return null;
  cursor.skip();
  return { day, plural: plural !== undefined, word };
}

function moreDays(cursor: Cursor): Day[] {
  const found: Day[] = [];
  for (;;) {
    const next = cursor.attempt(() => {
      if (!cursor.take(",", "and")) cursor.takeOne(",", "and", "&", "/");
      return readDay(cursor);
    });
    if (next === null) return found;
    found.push(next);
  }
}

function takeRange(cursor: Cursor): boolean {
  return cursor.takeOne("-", "to", "through", "thru") !== null;
}

function range(from: number, to: number): number[] {
  const length = ((to - from + 7) % 7) + 1;
  return Array.from({ length }, (_, index) => (from + index) % 7).sort();
}
