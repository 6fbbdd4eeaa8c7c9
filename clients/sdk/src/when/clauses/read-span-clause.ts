import type { Cursor } from "../tokens/cursor.ts";
import { refuse } from "../when-error.ts";
import { readNumber } from "./read-number.ts";
import { readSpan } from "./read-span.ts";
import type { Slots } from "./slots.ts";

/**
 * Reads `in 2 hours`, `5 minutes from now`, `3d`, and `a week from` before a day. False if there is none
 * here.
 */
export function readSpanClause(cursor: Cursor, slots: Slots): boolean {
  const from = cursor.position;
  const word = cursor.takeOne("in", "after");
  const negative = cursor.takeOne("-", "+") === "-";
  const span = readSpan(cursor);
  if (span === null) {
    if (word === "in" && !negative) refuseUnitless(cursor, from);
    cursor.position = from;
    return false;
  }
  if (negative) refuse("in_past", `“${cursor.written(from)}” has passed. Give a time in the future.`);
  cursor.take("time");
  if (!cursor.take("from", "now") && span.ms === 0 && cursor.take("from")) slots.spanFromDay = true;
  slots.fill("span", span, cursor, from);
  return true;
}

function refuseUnitless(cursor: Cursor, from: number): void {
  const count = readNumber(cursor);
  if (count === null || !cursor.done) return;
  refuse("vague", `“${cursor.written(from)}”: say of what, such as minutes or hours.`, [
    `in ${count} minutes`,
    `in ${count} hours`,
  ]);
}
