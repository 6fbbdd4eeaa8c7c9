import type { Arrival } from "./receiver/access-log.ts";

/** Lateness of deliveries, in milliseconds. */
export interface Lateness {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** Arrivals in one stretch of time. */
export interface Slice {
  /** Its middle, in milliseconds since the first delivery was due. */
  readonly atMs: number;
  readonly count: number;
  /** Of those that arrived in it; null when none did. */
  readonly lateness: Lateness | null;
}

/** The value that `share` (0 to 1) of `sorted` is at or below, by nearest rank. @param sorted rising, not empty */
export function quantile(sorted: readonly number[], share: number): number {
  const rank = Math.min(Math.max(Math.ceil(share * sorted.length), 1), sorted.length);
  return sorted[rank - 1] ?? Number.NaN;
}

/** Null when there are no values. */
export function latenessOf(values: readonly number[]): Lateness | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  return { p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99), max: quantile(sorted, 1) };
}

/** The first arrival of every delivery, and how many came again. */
export function firstArrivals(arrivals: readonly Arrival[]): { first: Arrival[]; duplicates: number } {
  const seen = new Set<string>();
  const first = arrivals.filter(({ id }) => !seen.has(id) && seen.add(id));
  return { first, duplicates: arrivals.length - first.length };
}

/** Arrivals by when they came, `sliceMs` a slice, without gaps, from `startsAt` to the last. */
export function slicesOf(arrivals: readonly Arrival[], startsAt: number, sliceMs: number): Slice[] {
  const bySlice = Map.groupBy(arrivals, ({ at }) => Math.max(Math.floor((at - startsAt) / sliceMs), 0));
  const last = arrivals.length === 0 ? -1 : Math.max(...bySlice.keys());
  return Array.from({ length: last + 1 }, (_, index) => {
    const inside = bySlice.get(index) ?? [];
    const lateness = latenessOf(inside.map(({ at, dueAt }) => at - dueAt));
    return { atMs: (index + 0.5) * sliceMs, count: inside.length, lateness };
  });
}

/** The middle value, of two the lower one; NaN for none. */
export function median(values: readonly number[]): number {
  return quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  );
}
