/** Known words that differ from `text` by one or two typing errors, nearest first; at most three. */
export function closest(text: string, known: Iterable<string>): string[] {
  const allowed = text.length > 6 ? 2 : 1;
  if (text.length < 3) return [];
  return [...known]
    .filter((word) => Math.abs(word.length - text.length) <= allowed)
    .map((word) => ({ word, slips: slips(text, word) }))
    .filter((each) => each.slips > 0 && each.slips <= allowed)
    .sort((a, b) => a.slips - b.slips)
    .slice(0, 3)
    .map(({ word }) => word);
}

/** Edit distance: letters to add, drop, change or swap with a neighbor. */
function slips(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const line = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1] ? 0 : 1;
      let least = Math.min(
        (last[column] ?? 0) + 1,
        (line[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + same,
      );
      if (from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]) {
        least = Math.min(least, (beforeLast[column - 2] ?? least) + 1);
      }
      line.push(least);
    }
    beforeLast = last;
    last = line;
  }
  return last[to.length] ?? 0;
}
