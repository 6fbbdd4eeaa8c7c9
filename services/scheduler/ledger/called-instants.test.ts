import { describe, expect, it } from "vitest";
import { noon, scheduleRecord } from "../../../test/services/fixtures/schedule-record.ts";
import type { PlanRecord } from "../../store/for-scheduler.ts";
import { calledInstants } from "./called-instants.ts";

const hour = 3_600_000;
const day = 24 * hour;

function plan(changes: Partial<PlanRecord>): PlanRecord {
  const { id, planFrom, ...record } = scheduleRecord();
  return { ...record, scheduleId: id, inForceFrom: planFrom, inForceUntil: null, ...changes };
}

/** Returns instants in hours since noon. */
function hours(changes: Partial<PlanRecord>, from: number, before: number): number[] {
  const portions = [...calledInstants(plan(changes), noon + from * hour, noon + before * hour)];
  return portions.flatMap(({ instants }) => instants).map((at) => (at - noon) / hour);
}

const cron = { kind: "cron", cron: "0 * * * *", every: null, everyMs: null, anchorAt: null } as const;
const oneShot = { kind: "one_shot", every: null, everyMs: null, anchorAt: null } as const;

describe("calledInstants", () => {
  for (const [what, changes, from, before, expected] of [
    ["a range, its end not included", {}, 2, 5, [2, 3, 4]],
    ["no instant before the plan, nor the one it begins at", { inForceFrom: noon + 2 * hour }, 0, 5, [3, 4]],
    ["the instant that the plan ended at", { inForceUntil: noon + 3 * hour }, 0, 9, [1, 2, 3]],
    ["nothing of a plan that ended before", { inForceUntil: noon }, 0, 9, []],
    ["no instant past ends_at", { endsAt: noon + 2 * hour }, 0, 9, [1, 2]],
    ["as many as max_runs", { maxRuns: 3 }, 0, 9, [1, 2, 3]],
    ["of max_runs what the range has", { maxRuns: 4 }, 3, 9, [3, 4]],
    ["of max_runs what earlier plans left", { maxRuns: 4, plannedCount: 2 }, 0, 9, [1, 2]],
    ["nothing when earlier plans used max_runs", { maxRuns: 4, plannedCount: 5 }, 0, 9, []],
    [
      "all that was planned, since max_runs does not count what was skipped, and what is left after it",
      { maxRuns: 4, plannedCount: 2, plannedThrough: noon + 5 * hour },
      0,
      24,
      [1, 2, 3, 4, 5, 6, 7],
    ],
    [
      "of that what the range has",
      { maxRuns: 4, plannedCount: 1, plannedThrough: noon + 5 * hour },
      7,
      24,
      [7, 8],
    ],
    [
      "of a past plan that says max_runs what earlier plans left",
      { maxRuns: 4, plannedBefore: 2, plannedCount: null },
      0,
      9,
      [1, 2],
    ],
    ["nothing past max_runs", { maxRuns: 4 }, 6, 9, []],
    ["a cron", cron, 2, 5, [2, 3, 4]],
    ["of a cron's max_runs what the range has", { ...cron, maxRuns: 4 }, 3, 9, [3, 4]],
    ["a one-shot", { ...oneShot, fireAt: noon + 2 * hour }, 0, 9, [2]],
    [
      "a one-shot ahead of its cancel",
      { ...oneShot, fireAt: noon + 2 * hour, inForceUntil: noon + hour },
      0,
      9,
      [],
    ],
  ] as const) {
    it(`has ${what}`, () => {
      expect(hours(changes, from, before)).toEqual(expected);
    });
  }

  it("has both occurrences of a wall-clock time that comes twice, and none of one left out", () => {
    const rule = { timezone: "Europe/Berlin", dstGap: "skip", dstOverlap: "both" };
    const autumn = Date.UTC(2027, 9, 31);
    const twice = { ...oneShot, ...rule, fireAt: autumn + hour / 2, localFireAt: "2027-10-31T02:30" };
    const [portion] = calledInstants(plan(twice), autumn, autumn + day);
    expect(portion?.instants).toEqual([autumn + hour / 2, autumn + 1.5 * hour]);
    const spring = Date.UTC(2027, 2, 28);
    const nightly = { ...cron, ...rule, cron: "30 2 * * *" };
    expect([...calledInstants(plan(nightly), spring - hour, spring + 20 * hour)]).toEqual([]);
  });

  it("goes in portions, and reports how many instants it computed", () => {
    const minutely = plan({ ...cron, cron: "* * * * *" });
    const portions = [...calledInstants(minutely, noon, noon + 2 * day)];
    expect(portions.map(({ walked }) => walked)).toEqual([16, 1_000, 1_000, 863]);
    const capped = [...calledInstants({ ...minutely, maxRuns: 2_000 }, noon + day, noon + 2 * day)];
    expect(capped.reduce((sum, { walked }) => sum + walked, 0)).toBe(2_000);
    expect(capped.reduce((sum, { instants }) => sum + instants.length, 0)).toBe(561);
  });
});
