const shape = /^(\d{4})([a-z]*)$/;

/**
 * True if one edition of the zone database is newer than another: `2026e` than `2026c`, `2027a` than both. The letters
 * go on with `za` after `z` (tzdb's NEWS). What is no edition is older than every one.
 */
export function isNewerVersion(version: string, than: string): boolean {
  const [one, other] = [shape.exec(version), shape.exec(than)];
  if (one === null) return false;
  if (other === null) return true;
  const [, year = "", letters = ""] = one;
  const [, otherYear = "", otherLetters = ""] = other;
  if (year !== otherYear) return year > otherYear;
  return letters.length === otherLetters.length
    ? letters > otherLetters
    : letters.length > otherLetters.length;
}
