import type * as rest from "../../../generated/openapi/types.gen.ts";
import type * as rpc from "../../../generated/rpc/landfall/dispatcher/v1/figures.ts";
import { toInstant } from "../instant.ts";
import { oneOf } from "../words.ts";

/** Converts a project's overview to its REST form. */
export function toOverview(period: rest.Overview["period"], overview: rpc.Overview): rest.Overview {
  const { p50, p95, p99, min, max } = overview.offsetMs ?? {};
  return {
    object: "overview",
    period,
    active_schedules: overview.activeSchedules,
    success_rate: overview.successRate ?? null,
    offset_ms: {
      p50: p50 ?? null,
      p95: p95 ?? null,
      p99: p99 ?? null,
      min: min ?? null,
      max: max ?? null,
      histogram: toHistogram(overview.histogram),
    },
    recent_volume: overview.recentVolume,
    ended: toEnded(overview.ended),
    series: overview.series.map((point) => ({
      t: toInstant(point.atMs),
      count: point.count,
      p50: point.p50 ?? null,
      p95: point.p95 ?? null,
      p99: point.p99 ?? null,
      histogram: toHistogram(point.histogram),
      ended: toEnded(point.ended),
    })),
    needs_attention: {
      failed: overview.failed,
      due_soon: overview.dueSoon,
      dead: overview.dead,
      late: overview.late,
    },
    at_least: overview.atLeast.map((name) => oneOf(["active_schedules", "due_soon", "dead", "late"], name)),
  };
}

function toHistogram(buckets: readonly rpc.OffsetBucket[]): rest.OffsetHistogram {
  return buckets.map(({ fromMs, belowMs, count }) => ({
    from_ms: fromMs ?? null,
    below_ms: belowMs ?? null,
    count,
  }));
}

/** A dispatcher of an earlier version does not report them. */
function toEnded(ended: rpc.EndedDeliveries | undefined): rest.EndedDeliveries {
  return {
    succeeded: ended?.succeeded ?? 0,
    dead_lettered: ended?.deadLettered ?? 0,
    expired: ended?.expired ?? 0,
    canceled: ended?.canceled ?? 0,
    skipped: ended?.skipped ?? 0,
  };
}
