import { OverviewPeriod } from "../../../generated/rpc/landfall/dispatcher/v1/figures.ts";

/** Buckets of an overview's period. Each begins at a multiple of its length, in UTC. */
export interface Buckets {
  readonly lengthMs: number;
  /** The last bucket contains the current time. */
  readonly count: number;
}

const hourMs = 3_600_000;
const day: Buckets = { lengthMs: hourMs, count: 24 };

/** Buckets of each period; a period that this version does not know is read as a day. */
export const overviewPeriods: Record<OverviewPeriod, Buckets> = {
  [OverviewPeriod.UNSPECIFIED]: day,
  [OverviewPeriod.UNRECOGNIZED]: day,
  [OverviewPeriod.DAY]: day,
  [OverviewPeriod.WEEK]: { lengthMs: 6 * hourMs, count: 28 },
  [OverviewPeriod.MONTH]: { lengthMs: 24 * hourMs, count: 30 },
};

/** Start of the first bucket. */
export function periodStart({ lengthMs, count }: Buckets, now: number): number {
  return (Math.floor(now / lengthMs) - count + 1) * lengthMs;
}
