import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ScheduleFields } from "../../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import { noFields } from "../../../../services/scheduler/change/written-fields.ts";
import {
  type Constellation,
  type SchedulerUnderTest,
  startConstellation,
} from "../../fixtures/constellation/constellation.ts";
import { startAt } from "../../fixtures/constellation/ground.ts";
import { caller } from "../../fixtures/constellation/scheduler.ts";

let constellation: Constellation<"scheduler">;
let scheduler: SchedulerUnderTest;
beforeAll(async () => {
  constellation = await startConstellation({ scheduler: {} });
  ({ scheduler } = constellation);
});
afterAll(() => constellation.close());

const preview = (given: Partial<ScheduleFields>, more: { count?: number; from?: string } = {}) =>
  scheduler.calls.previewSchedule({
    caller,
    fields: { ...noFields, ...given },
    count: more.count,
    from: more.from,
  });
/** Lists local time and note of each run. */
const runs = async (...args: Parameters<typeof preview>) =>
  (await preview(...args)).nextRuns.map(({ local, note }) => (note ? `${local} ${note}` : local));

const berlin = { cron: "30 2 * * *", timezone: "Europe/Berlin" };

describe("a preview", () => {
  it("shows the next five runs with the wall clock's offset, and says them in words", async () => {
    const { nextRuns, description } = await preview({ cron: "0 9 * * 1-5", timezone: "Asia/Kolkata" });
    expect(nextRuns[0]).toEqual({
      atMs: Date.parse("2027-03-02T03:30:00Z"),
      local: "2027-03-02T09:00:00.000+05:30",
      note: undefined,
    });
    expect(nextRuns).toHaveLength(5);
    expect(description).toBe("At 09:00, Monday through Friday, Asia/Kolkata");
  });

  for (const [gap, expected] of [
    ["end", "2027-03-28T03:00:00.000+02:00 dst_gap"],
    ["shift", "2027-03-28T03:30:00.000+02:00 dst_gap"],
    ["skip", "2027-03-29T02:30:00.000+02:00"],
  ] as const) {
    it(`notes a gap of the clock: ${gap}`, async () => {
      const dst = { gap, overlap: undefined };
      expect(await runs({ ...berlin, dst }, { count: 1, from: "2027-03-27T12:00:00Z" })).toEqual([expected]);
    });
  }

  it("notes an hour that comes twice", async () => {
    const dst = { gap: undefined, overlap: "both" };
    expect(await runs({ ...berlin, dst }, { count: 3, from: "2027-10-30T12:00:00Z" })).toEqual([
      "2027-10-31T02:30:00.000+02:00 dst_overlap",
      "2027-10-31T02:30:00.000+01:00 dst_overlap",
      "2027-11-01T02:30:00.000+01:00",
    ]);
  });

  it("lists as many as asked for, up to a hundred, and no more than max_runs", async () => {
    expect(await runs({ every: "1m" }, { count: 100 })).toHaveLength(100);
    expect(await runs({ every: "1m", maxRuns: 3 }, { count: 100 })).toHaveLength(3);
    for (const count of [0, 101, -1]) {
      await expect(preview({ every: "1m" }, { count })).rejects.toMatchObject({
        code: "invalid_parameter",
        param: "count",
      });
    }
  });

  it("takes from for now, in the past too", async () => {
    expect(await runs({ delay: "1h" }, { from: "2020-01-01T00:00:00+01:00" })).toEqual([
      "2020-01-01T00:00:00.000+00:00",
    ]);
    for (const from of ["yesterday", "0000-12-31T23:59:59Z", "9999-12-31T23:59:60Z"]) {
      const refused = { code: "invalid_parameter", param: "from" };
      await expect(preview({ every: "1m" }, { from })).rejects.toMatchObject(refused);
    }
  });

  it("ends with the years of four digits", async () => {
    const near = { from: "9999-12-31T22:30:00Z" };
    expect(await runs({ every: "1h" }, near)).toEqual(["9999-12-31T23:30:00.000+00:00"]);
    await expect(preview({ every: "2h" }, near)).rejects.toMatchObject({
      code: "fire_at_too_far",
      param: "every",
    });
  });

  it("agrees with what a create then plans", async () => {
    for (const given of [
      { cron: "*/7 3 * * *" },
      { every: "11m" },
      { delay: "90m" },
      { localFireAt: "2027-03-05T10:00" },
    ]) {
      const { nextRuns } = await preview(given);
      const created = await scheduler.create(given);
      expect(nextRuns.map(({ atMs }) => atMs)).toEqual(created.nextRunsMs);
    }
  });

  it("needs no destination, refuses what a create refuses, and creates nothing", async () => {
    const [before] = await constellation.query("SELECT COUNT(*) AS n FROM schedules");
    await preview({ every: "1m" });
    await expect(preview({})).rejects.toMatchObject({ code: "missing_timing" });
    await expect(preview({ every: "1m", endpoint: "https://10.0.0.1/" })).rejects.toMatchObject({
      code: "endpoint_blocked",
    });
    await expect(preview({ every: "1m", overlap: "x" })).rejects.toMatchObject({ code: "invalid_overlap" });
    await expect(preview({ cron: "x" })).rejects.toMatchObject({ code: "invalid_cron" });
    const [after] = await constellation.query("SELECT COUNT(*) AS n FROM schedules");
    expect(after).toEqual(before);
  });

  it("says in words what each timing is", async () => {
    const words = async (given: Partial<ScheduleFields>) => (await preview(given)).description;
    expect(startAt).toBe(Date.parse("2027-03-01T12:00:00Z"));
    expect(await words({ delay: "1h" })).toBe("Once, at 2027-03-01T13:00:00.000Z");
    expect(await words({ localFireAt: "2027-03-02T20:00", timezone: "Asia/Tokyo" })).toMatch(
      /^Once, at 2027-03-02T20:00 in Asia\/Tokyo$/,
    );
    expect(await words({ every: "90m", maxRuns: 4 })).toBe("Every 90m, 4 times");
    expect(await words({ cron: "CRON_TZ=Europe/Berlin 0 12 LW * *" })).toContain("Europe/Berlin");
  });
});
