/**
 * Counts for each arrival the earlier arrivals that were due later: 0 everywhere if they came in due order.
 *
 * @param dueAts in the order of arrival
 */
export function behindLater(dueAts: readonly number[]): number[] {
  // A Fenwick tree over the ranks of the due instants counts what came before, in any order, quickly.
  const ranks = new Map([...new Set(dueAts)].sort((a, b) => a - b).map((due, rank) => [due, rank + 1]));
  const tree = new Uint32Array(ranks.size + 1);
  return dueAts.map((due, before) => {
    const rank = ranks.get(due) ?? 0;
    let notLater = 0;
    for (let at = rank; at > 0; at -= at & -at) notLater += tree[at] ?? 0;
    for (let at = rank; at <= ranks.size; at += at & -at) tree[at] = (tree[at] ?? 0) + 1;
    return before - notLater;
  });
}
