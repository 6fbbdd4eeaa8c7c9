import type { Arrival } from "./receiver/access-log.ts";

/** Lateness of deliveries, in milliseconds. */
export interface Lateness {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** Arrivals in one stretch of time. */
export interface Slice {
  /** Middle of the span, in milliseconds since the first delivery was due. */
  readonly atMs: number;
  readonly count: number;
  /** Lateness of the arrivals; null if there were none. */
  readonly lateness: Lateness | null;
}

/** Returns a quantile by nearest rank. @param sorted ascending, not empty @param share 0 to 1 */
export function quantile(sorted: readonly number[], share: number): number {
  const rank = Math.min(Math.max(Math.ceil(share * sorted.length), 1), sorted.length);
  return sorted[rank - 1] ?? Number.NaN;
}

/** Summarizes values; null if there are none. */
export function latenessOf(values: readonly number[]): Lateness | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  return { p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99), max: quantile(sorted, 1) };
}

/** Returns the first arrival of every delivery, and the number of duplicates. */
export function firstArrivals(arrivals: readonly Arrival[]): { first: Arrival[]; duplicates: number } {
  const seen = new Set<string>();
  const first = arrivals.filter(({ id }) => !seen.has(id) && seen.add(id));
  return { first, duplicates: arrivals.length - first.length };
}

/** Groups arrivals into slices of `sliceMs`, without gaps, from `startsAt` to the last. */
export function slicesOf(arrivals: readonly Arrival[], startsAt: number, sliceMs: number): Slice[] {
  const bySlice = Map.groupBy(arrivals, ({ at }) => Math.max(Math.floor((at - startsAt) / sliceMs), 0));
  const last = arrivals.length === 0 ? -1 : Math.max(...bySlice.keys());
  return Array.from({ length: last + 1 }, (_, index) => {
    const inside = bySlice.get(index) ?? [];
    const lateness = latenessOf(inside.map(({ at, dueAt }) => at - dueAt));
    return { atMs: (index + 0.5) * sliceMs, count: inside.length, lateness };
  });
}

/** Returns the median, the lower one of two; NaN for none. */
export function median(values: readonly number[]): number {
  return quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  );
}
