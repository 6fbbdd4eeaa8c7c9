/** Figures of one kind of batch, since the process started. */
export interface BatchSums {
  readonly sum: number;
  readonly count: number;
}

const line = /^(\w+)_(sum|count)(?:\{([^}]*)\})? ([\d.e+-]+)$/;

/**
 * Reads the histograms for claim, begin, settle and create from a Prometheus text, by name and labels, such as
 * `landfall_batch_duration_seconds claim`. They are found by those words in name or label.
 */
export function batchSums(text: string): Map<string, BatchSums> {
  const found = new Map<string, { sum: number; count: number }>();
  for (const each of text.split("\n")) {
    const [, name = "", part, labels = "", value] = line.exec(each) ?? [];
    if (part !== "sum" && part !== "count") continue;
    const kinds = [...labels.matchAll(/\w+="(\w+)"/g)].map(([, label]) => label);
    const kind = [name, ...kinds].join(" ");
    if (!/claim|begin|settle|create/.test(kind)) continue;
    const sums = found.get(kind) ?? { sum: 0, count: 0 };
    sums[part] += Number(value);
    found.set(kind, sums);
  }
  return found;
}

/** Returns the means between two readings, by kind; null if nothing was added. */
export function meansBetween(
  before: ReadonlyMap<string, BatchSums>,
  after: ReadonlyMap<string, BatchSums>,
): Map<string, number | null> {
  return new Map(
    [...after].map(([kind, { sum, count }]) => {
      const then = before.get(kind) ?? { sum: 0, count: 0 };
      return [kind, count === then.count ? null : (sum - then.sum) / (count - then.count)];
    }),
  );
}
