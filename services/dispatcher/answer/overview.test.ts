import { describe, expect, it } from "vitest";
import { OverviewPeriod } from "../../../generated/rpc/landfall/dispatcher/v1/figures.ts";
import { type FiguresRecord, sumFigures } from "../../store/for-dispatcher.ts";
import { overviewOf, rate } from "./overview.ts";
import { overviewPeriods, periodStart } from "./overview-periods.ts";

const now = Date.UTC(2026, 6, 1, 9, 30);
const hourMs = 3_600_000;
const whole = (count: number) => ({ count, isWhole: true });
const attention = { activeSchedules: whole(3), dueSoon: whole(2), late: whole(1), deadLetters: whole(4) };

function minute(startsAt: number, changes: Partial<FiguresRecord>): FiguresRecord {
  const whose = { projectId: Buffer.alloc(16, 1), mode: "test" } as const;
  return { ...sumFigures([]), ...whose, startsAt, spanMs: 60_000, ...changes };
}

const noEnds = { succeeded: 0, deadLettered: 0, expired: 0, canceled: 0, skipped: 0 };
const offset = (value: number, bucket: number): Partial<FiguresRecord> => ({
  firstAttempts: 1,
  offsetMin: value,
  offsetMax: value,
  offsets: new Map([[bucket, 1]]),
});

describe("overviewOf", () => {
  for (const [period, first, last, count] of [
    [OverviewPeriod.DAY, "2026-06-30T10:00:00.000Z", "2026-07-01T09:00:00.000Z", 24],
    [OverviewPeriod.WEEK, "2026-06-24T12:00:00.000Z", "2026-07-01T06:00:00.000Z", 28],
    [OverviewPeriod.MONTH, "2026-06-02T00:00:00.000Z", "2026-07-01T00:00:00.000Z", 30],
  ] as const) {
    it(`${period}: ${count} buckets from ${first} to ${last}`, () => {
      const { series } = overviewOf(overviewPeriods[period], [], attention, now);
      expect(series).toHaveLength(count);
      const at = (index: number) => new Date(series.at(index)?.atMs ?? 0).toISOString();
      expect([at(0), at(-1)]).toEqual([first, last]);
      expect(periodStart(overviewPeriods[period], now)).toBe(Date.parse(first));
    });
  }

  it("has no success rate and no punctuality without attempts", () => {
    const overview = overviewOf(overviewPeriods[OverviewPeriod.DAY], [], attention, now);
    expect(overview).toMatchObject({
      recentVolume: 0,
      failed: 0,
      dueSoon: 2,
      late: 1,
      dead: 4,
      offsetMs: {},
    });
    expect(overview.successRate).toBeUndefined();
  });

  it("lists the counts that are only lower bounds", () => {
    const of = (changes: Partial<typeof attention>) =>
      overviewOf(overviewPeriods[OverviewPeriod.DAY], [], { ...attention, ...changes }, now);
    expect(of({}).atLeast).toEqual([]);
    const activeSchedules = { count: 300_000, isWhole: false };
    expect(of({ activeSchedules, late: { count: 9, isWhole: false } })).toMatchObject({
      activeSchedules: 300_000,
      atLeast: ["active_schedules", "late"],
    });
  });

  it("counts attempts by bucket, deliveries for the rate, and failures of 24 hours", () => {
    const figures = [
      minute(now - 24 * hourMs, { failed: 2 }),
      minute(now - hourMs, { succeeded: 2, retry: 5, ...offset(3, 4) }),
      minute(now, { succeeded: 1, failed: 1, expired: 1, canceled: 2, skipped: 3, ...offset(7, 8) }),
    ];
    const overview = overviewOf(overviewPeriods[OverviewPeriod.DAY], figures, attention, now);
    expect(overview).toMatchObject({ successRate: 0.75, recentVolume: 9, failed: 3 });
    expect(overview.offsetMs).toEqual({ p50: 3, p95: 7, p99: 7, min: 3, max: 7 });
    expect(overview.series.slice(-2)).toEqual([
      {
        ...{ atMs: Date.UTC(2026, 6, 1, 8), count: 7, p50: 3, p95: 3, p99: 3 },
        histogram: [{ fromMs: 3, belowMs: 4, count: 1 }],
        ended: { ...noEnds, succeeded: 2 },
      },
      {
        ...{ atMs: Date.UTC(2026, 6, 1, 9), count: 2, p50: 7, p95: 7, p99: 7 },
        histogram: [{ fromMs: 7, belowMs: 8, count: 1 }],
        ended: { succeeded: 1, deadLettered: 1, expired: 1, canceled: 2, skipped: 3 },
      },
    ]);
    expect(overview.histogram.map(({ fromMs, count }) => [fromMs, count])).toEqual([
      [3, 1],
      [7, 1],
    ]);
    expect(overview.ended).toEqual({ succeeded: 3, deadLettered: 1, expired: 1, canceled: 2, skipped: 3 });
    expect(overview.series.reduce((sum, { count }) => sum + count, 0)).toBe(overview.recentVolume);
  });
});

describe("rate", () => {
  it("is undefined for a total of 0, and never rounds up to 1", () => {
    expect(rate(0, 0)).toBeUndefined();
    expect(rate(99_999, 100_000)).toBe(0.9999);
    expect(rate(5, 5)).toBe(1);
  });
});
