import type { Cursor } from "../tokens/cursor.ts";
import { numbers } from "../tokens/vocabulary.ts";

/** Reads `90`, `1.5`, `ninety`, `twenty five`, `twenty-five`; null if there is no number here. */
export function readNumber(cursor: Cursor): number | null {
  const token = cursor.peek();
  if (token?.kind === "number") {
    cursor.skip();
    return Number(token.text);
  }
  const value = numbers.get(cursor.word());
  if (value === undefined) return null;
  cursor.skip();
  if (value < 20) return value;
  const ones = cursor.attempt(() => {
    cursor.take("-");
    const digit = numbers.get(cursor.word());
    if (digit === undefined || digit < 1 || digit > 9) return null;
    cursor.skip();
    return digit;
  });
  return value + (ones ?? 0);
}

const endings = ["st", "nd", "rd", "th"];

/** True at a number with an ordinal ending: `1st`, `22nd`. */
export function atOrdinal(cursor: Cursor, ahead = 0): boolean {
  return cursor.peek(ahead)?.kind === "number" && endings.includes(cursor.word(ahead + 1));
}

/** Reads `15th`; null if there is none here. A wrong ending, as in `2th`, is accepted as a typing error. */
export function readOrdinal(cursor: Cursor): number | null {
  if (!atOrdinal(cursor)) return null;
  const value = Number(cursor.peek()?.text);
  cursor.skip(2);
  return value;
}
