import type {
  EndedDeliveries,
  Overview,
  OverviewPoint,
} from "../../../generated/rpc/landfall/dispatcher/v1/figures.ts";
import {
  type Attention,
  type FigureSums,
  type FiguresRecord,
  sumFigures,
} from "../../store/for-dispatcher.ts";
import { offsetBuckets } from "./offset-buckets.ts";
import { offsetQuantiles } from "./offset-quantiles.ts";
import { type Buckets, periodStart } from "./overview-periods.ts";

const dayMs = 86_400_000;

/**
 * Computes an owner's figures for a period and lists what needs attention. Pure.
 *
 * @param figures sums since the start of the period, and of the last 24 hours
 */
export function overviewOf(
  buckets: Buckets,
  figures: readonly FiguresRecord[],
  attention: Attention,
  now: number,
): Overview {
  const from = periodStart(buckets, now);
  const inPeriod = figures.filter(({ startsAt }) => startsAt >= from);
  const whole = sumFigures(inPeriod);
  const lastDay = sumFigures(figures.filter(({ startsAt }) => startsAt >= now - dayMs));
  const byBucket = Map.groupBy(inPeriod, ({ startsAt }) => Math.floor((startsAt - from) / buckets.lengthMs));
  return {
    activeSchedules: attention.activeSchedules.count,
    successRate: rate(whole.succeeded, whole.succeeded + whole.failed),
    offsetMs: offsetQuantiles(whole),
    recentVolume: whole.succeeded + whole.retry + whole.failed,
    ended: endedOf(whole),
    series: Array.from({ length: buckets.count }, (_, index) =>
      pointOf(from + index * buckets.lengthMs, byBucket.get(index) ?? []),
    ),
    failed: lastDay.failed,
    dueSoon: attention.dueSoon.count,
    dead: attention.deadLetters.count,
    late: attention.late.count,
    atLeast: unfinished(attention),
    histogram: offsetBuckets(whole),
  };
}

/** Names, as in the contract, of counts that reached their limit and so are only lower bounds. */
function unfinished({ activeSchedules, dueSoon, deadLetters, late }: Attention): string[] {
  const counts = { active_schedules: activeSchedules, due_soon: dueSoon, dead: deadLetters, late };
  return Object.entries(counts).flatMap(([name, { isWhole }]) => (isWhole ? [] : [name]));
}

function pointOf(atMs: number, figures: readonly FiguresRecord[]): OverviewPoint {
  const sum = sumFigures(figures);
  const { p50, p95, p99 } = offsetQuantiles(sum);
  const count = sum.succeeded + sum.retry + sum.failed;
  return { atMs, count, p50, p95, p99, histogram: offsetBuckets(sum), ended: endedOf(sum) };
}

function endedOf({ succeeded, failed, expired, canceled, skipped }: FigureSums): EndedDeliveries {
  return { succeeded, deadLettered: failed, expired, canceled, skipped };
}

/**
 * A ratio with four digits, truncated so that it is 1 only if all are included. Undefined if `whole` is 0.
 */
export function rate(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : Math.floor((part / whole) * 10_000) / 10_000;
}
