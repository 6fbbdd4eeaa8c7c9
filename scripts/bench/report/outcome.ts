import type { Slice } from "../lateness.ts";

/** Result of one measure: the rows of its table, and the panels of its plot. */
export interface Outcome {
  readonly measure: string;
  /** One line that says what was done. */
  readonly title: string;
  /** All rows have the same keys, which name the columns and end with units. */
  readonly rows: readonly Row[];
  readonly series: readonly Series[];
}

export type Row = Readonly<Record<string, string | number | null>>;

/** Arrivals over time. */
export interface Series {
  /** Series with the same name share a picture. */
  readonly picture: string;
  readonly label: string;
  readonly slices: readonly Slice[];
}
