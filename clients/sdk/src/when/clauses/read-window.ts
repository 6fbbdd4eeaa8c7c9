import type { Cursor } from "../tokens/cursor.ts";
import { readClock } from "./read-clock.ts";
import type { DayWindow } from "./slots.ts";

/** Reads `from 8am to 6pm`, `between 9 and 17`, `9am-5pm`. Null if there is none here. */
export function readWindow(cursor: Cursor): DayWindow | null {
  return cursor.attempt(() => {
    const word = cursor.takeOne("from", "between");
    const start = readClock(cursor, word !== null);
    if (start === null) return null;
    const joint = word === "between" ? ["and"] : ["to", "-", "until", "till", "through"];
    if (cursor.takeOne(...joint) === null) return null;
    const end = readClock(cursor, word !== null);
    return end === null ? null : { start, end };
  });
}

/** Reads `at :15`, `at :00 and :30`: minutes of every hour. Null if there are none here. */
export function readMinutes(cursor: Cursor): number[] | null {
  return cursor.attempt(() => {
    cursor.take("at");
    const found: number[] = [];
    do {
      const token = cursor.peek();
      const minute = Number(token?.text.slice(1));
      if (token?.kind !== "minute" || token.text.length !== 3 || minute > 59) return null;
      cursor.skip();
      found.push(minute);
    } while (cursor.peek(1)?.kind === "minute" && cursor.takeOne(",", "and", "&") !== null);
    return [...new Set(found)].sort((a, b) => a - b);
  });
}

/** Reads `on the hour` as its minutes; null if it is not here. */
export function readOnTheHour(cursor: Cursor): number[] | null {
  return cursor.take("on", "the", "hour") ? [0] : null;
}
