import { OverviewPeriod } from "../../../generated/rpc/landfall/dispatcher/v1/figures.ts";

/** The stretches of time that an overview is made of; each begins at a multiple of its length, UTC. */
export interface Buckets {
  readonly lengthMs: number;
  /** The last one is the one that now is in. */
  readonly count: number;
}

const hourMs = 3_600_000;
const day: Buckets = { lengthMs: hourMs, count: 24 };

/** What each period is made of; one that this version does not know is a day. */
export const overviewPeriods: Record<OverviewPeriod, Buckets> = {
  [OverviewPeriod.UNSPECIFIED]: day,
  [OverviewPeriod.UNRECOGNIZED]: day,
  [OverviewPeriod.DAY]: day,
  [OverviewPeriod.WEEK]: { lengthMs: 6 * hourMs, count: 28 },
  [OverviewPeriod.MONTH]: { lengthMs: 24 * hourMs, count: 30 },
};

/** When the first bucket begins. */
export function periodStart({ lengthMs, count }: Buckets, now: number): number {
  return (Math.floor(now / lengthMs) - count + 1) * lengthMs;
}
