import type { Overview } from "../../sdk.ts";

/** Attempts of which the lateness is between two bounds. */
export interface LatenessBand {
  /** In milliseconds where no unit is named. */
  readonly label: string;
  readonly count: number;
  readonly tone: "warn" | "bad" | null;
}

/** Upper bounds in milliseconds; the last band has none. */
const bounds = [
  [0, "early", null],
  [5, "<5", null],
  [25, "<25", null],
  [100, "<100", null],
  [300, "<300", null],
  [1_000, "<1 s", "warn"],
  [10_000, "<10 s", "warn"],
  [Number.POSITIVE_INFINITY, "more", "bad"],
] as const;

/** Puts the API's fine buckets into a few that can be read; each goes where its lower end is. */
export function latenessBands(histogram: Overview["offset_ms"]["histogram"]): readonly LatenessBand[] {
  return bounds.map(([below, label, tone], index) => {
    const from = bounds[index - 1]?.[0] ?? Number.NEGATIVE_INFINITY;
    const inside = histogram.filter(({ from_ms }) => {
      const at = from_ms ?? Number.NEGATIVE_INFINITY;
      return index === 0 ? at < 0 : at >= from && at < below;
    });
    return { label, tone, count: inside.reduce((sum, bucket) => sum + bucket.count, 0) };
  });
}
