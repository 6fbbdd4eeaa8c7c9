const shape = /^(\d{4})([a-z]*)$/;

/**
 * True if one edition of the zone database is newer than another: `2026e` is newer than `2026c`, `2027a`
 * newer than both. After `z` the letters go on with `za` (tzdb's NEWS). A text that is not an edition is
 * older than every edition.
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
