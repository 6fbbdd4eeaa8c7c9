/** Number of offsets in each bucket, by the bucket's number. */
export type OffsetHistogram = ReadonlyMap<number, number>;

/**
 * Lower bounds of the buckets, in milliseconds. Bucket 0 has all offsets below the first bound; the last
 * bucket has no upper bound. Buckets are exact up to 8 ms, no wider than a quarter of their lower bound up to
 * a second, and no wider than their lower bound above that.
 */
export const offsetBounds: readonly number[] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 18, 22, 27, 33, 40, 50, 60, 75, 90, 110, 135, 165, 200, 250, 301,
  375, 450, 550, 675, 825, 1_000, 1_500, 2_000, 3_000, 4_500, 6_500, 10_000, 15_000, 20_000, 30_000, 45_000,
  60_000, 90_000, 120_000, 180_000, 300_000, 600_000, 900_000, 1_800_000, 3_600_000, 7_200_000, 14_400_000,
  28_800_000, 57_600_000, 86_400_000, 172_800_000, 345_600_000, 604_800_000,
];

/** Builds the SQL for the number of the bucket that contains a column's value. */
export function bucketSql(column: string): string {
  return `INTERVAL(${column}, ${offsetBounds.join(", ")})`;
}

/** Formats a histogram for the store: `bucket:count`, separated by commas. */
export function writeHistogram(histogram: OffsetHistogram): string {
  return [...histogram]
    .toSorted(([one], [other]) => one - other)
    .map(([bucket, count]) => `${bucket}:${count}`)
    .join(",");
}

/**
 * Parses the format of `writeHistogram`. Allocates no substrings, since the overview of a month parses 800
 * histograms.
 */
export function readHistogram(text: string): OffsetHistogram {
  const histogram = new Map<number, number>();
  let bucket = 0;
  let value = 0;
  for (let index = 0; index <= text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === colon) bucket = value;
    else if (code === comma || index === text.length) histogram.set(bucket, value);
    value = code === colon || code === comma ? 0 : value * 10 + (code - zero);
  }
  return text === "" ? new Map() : histogram;
}

const [colon, comma, zero] = [58, 44, 48];

/** Adds histograms up. */
export function mergeHistograms(histograms: Iterable<OffsetHistogram>): OffsetHistogram {
  const sum = new Map<number, number>();
  for (const histogram of histograms) {
    for (const [bucket, count] of histogram) sum.set(bucket, (sum.get(bucket) ?? 0) + count);
  }
  return sum;
}

/**
 * Returns the offset that a share `q` of the counted offsets does not exceed, interpolated within its bucket
 * but never outside the observed range; null when nothing was counted.
 *
 * @param q from 0 to 1
 * @param least the smallest and `most` the largest offset counted
 */
export function quantile(histogram: OffsetHistogram, q: number, least: number, most: number): number | null {
  const buckets = [...histogram].toSorted(([one], [other]) => one - other);
  const total = buckets.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return null;
  // Nearest rank, from 1.
  const rank = Math.max(Math.ceil(q * total), 1);
  let before = 0;
  for (const [bucket, count] of buckets) {
    if (before + count < rank) {
      before += count;
      continue;
    }
    const from = Math.max(offsetBounds[bucket - 1] ?? least, least);
    const to = Math.min((offsetBounds[bucket] ?? most + 1) - 1, most);
    const share = count === 1 ? 0.5 : (rank - before - 1) / (count - 1);
    return Math.round(from + share * (to - from));
  }
  return most;
}
