/** Lists up to five of the paths that are most like one that is not there: by shared last words, then by shared letters. */
export function nearestPages(path: string, known: readonly string[]): string[] {
  const wanted = pieces(path);
  return known
    .map((each) => ({ each, likeness: likeness(wanted, pieces(each)) }))
    .filter(({ likeness: value }) => value > 0.25)
    .sort((one, other) => other.likeness - one.likeness)
    .slice(0, 5)
    .map(({ each }) => each);
}

/** Pairs of neighbouring letters. */
function pieces(path: string): ReadonlySet<string> {
  const text = path
    .slice(0, 200)
    .toLowerCase()
    .replace(/\.(md|html)$/, "")
    .replaceAll(/[^a-z0-9]+/g, " ");
  return new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)));
}

/** The share of pairs that both have (Dice), from 0 to 1. */
function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const both = [...one].filter((pair) => other.has(pair)).length;
  return one.size + other.size === 0 ? 0 : (2 * both) / (one.size + other.size);
}
