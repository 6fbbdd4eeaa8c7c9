import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Mode } from "../../../../generated/rpc/landfall/accounts/v1/caller.ts";
import { ScheduleKind, ScheduleState } from "../../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import {
  type Constellation,
  type SchedulerUnderTest,
  startConstellation,
} from "../../fixtures/constellation/constellation.ts";
import { startAt } from "../../fixtures/constellation/ground.ts";
import { fields, newCaller } from "../../fixtures/constellation/scheduler.ts";

let constellation: Constellation<"scheduler">;
let scheduler: SchedulerUnderTest;
beforeAll(async () => {
  constellation = await startConstellation({ scheduler: {} });
  ({ scheduler } = constellation);
});
afterAll(() => constellation.close());

const at = (text: string) => Date.parse(text);

describe("creating a schedule", () => {
  for (const [what, given, kind, nextRuns, deliveries] of [
    ["delay", { delay: "90s" }, ScheduleKind.ONE_SHOT, [startAt + 90_000], ["90 scheduled"]],
    [
      "fire_at",
      { fireAt: "2027-03-01T14:00:05.250+01:00" },
      ScheduleKind.ONE_SHOT,
      [at("2027-03-01T13:00:05.250Z")],
      ["3605.25 scheduled"],
    ],
    [
      "local_fire_at",
      { localFireAt: "2027-03-01T14:30", timezone: "Europe/Berlin" },
      ScheduleKind.ONE_SHOT,
      [at("2027-03-01T13:30Z")],
      ["5400 scheduled"],
    ],
    [
      "a local_fire_at that comes twice",
      {
        localFireAt: "2027-10-31T02:30:00",
        timezone: "Europe/Berlin",
        dst: { gap: undefined, overlap: "both" },
      },
      ScheduleKind.ONE_SHOT,
      [at("2027-10-31T00:30Z"), at("2027-10-31T01:30Z")],
      ["21040200 scheduled", "21043800 scheduled"],
    ],
    [
      "cron",
      { cron: "0 9 * * 1-5", timezone: "America/New_York" },
      ScheduleKind.CRON,
      [
        at("2027-03-01T14:00Z"),
        at("2027-03-02T14:00Z"),
        at("2027-03-03T14:00Z"),
        at("2027-03-04T14:00Z"),
        at("2027-03-05T14:00Z"),
      ],
      ["7200 scheduled"],
    ],
    [
      "every",
      { every: "50s" },
      ScheduleKind.INTERVAL,
      [50, 100, 150, 200, 250].map((s) => startAt + s * 1_000),
      ["50 scheduled", "100 scheduled"],
    ],
  ] as const) {
    it(`with ${what} plans what it says and shows what lies ahead`, async () => {
      const created = await scheduler.create(given);
      expect(created).toMatchObject({
        kind,
        state: ScheduleState.ACTIVE,
        nextFireAtMs: nextRuns[0],
        nextRunsMs: nextRuns,
        version: 1,
        runCount: 0,
        createdAtMs: startAt,
      });
      expect(await scheduler.deliveries(created)).toEqual(deliveries);
    });
  }

  it("answers the fields as written, without header values and body", async () => {
    const created = await scheduler.create({
      every: "1h30m",
      name: "report",
      method: "PUT",
      headers: [{ name: "X-Token", value: "quite-secret" }],
      body: Buffer.from('{"quite":"secret"}'),
      bodyIsJson: true,
      timeout: "45s",
      ttl: "1h",
      metadata: { team: "a" },
      maxRuns: 12,
      startsAt: "2027-03-02T00:00:00Z",
      endsAt: "2028-01-01T00:00:00Z",
      overlap: "buffer_one",
      misfire: { policy: "all", grace: "5m", max: 7 },
    });
    expect(created).toMatchObject({
      name: "report",
      method: "PUT",
      headerKeys: ["X-Token"],
      bodyBytes: 18,
      timeout: "45s",
      ttl: "1h",
      every: "1h30m",
      metadata: { team: "a" },
      maxRuns: 12,
      startsAtMs: at("2027-03-02T00:00Z"),
      endsAtMs: at("2028-01-01T00:00Z"),
      overlap: "buffer_one",
      misfire: { policy: "all", grace: "5m", max: 7 },
      dst: { gap: "end", overlap: "first" },
      retryPolicy: {
        maxAttempts: 8,
        strategy: "exponential",
        base: "5s",
        factor: 2,
        max: "1h",
        jitter: true,
      },
      nextFireAtMs: at("2027-03-02T00:00Z"),
    });
    expect(JSON.stringify(created)).not.toContain("secret");
  });

  it("is the caller's own: another project or mode finds nothing", async () => {
    const mine = newCaller();
    const created = await scheduler.create({ delay: "1m" }, { caller: mine });
    expect(await scheduler.calls.getSchedule({ caller: mine, id: created.id })).toEqual(created);
    for (const other of [newCaller(), { ...mine, mode: Mode.LIVE }]) {
      const asked = scheduler.calls.getSchedule({ caller: other, id: created.id });
      await expect(asked).rejects.toMatchObject({ code: "schedule_not_found" });
    }
    const nonsense = scheduler.calls.getSchedule({ caller: mine, id: "sch_nonsense" });
    await expect(nonsense).rejects.toMatchObject({ code: "schedule_not_found" });
  });

  it("in a batch refuses wrong items in place and creates the rest, in order", async () => {
    const results = await scheduler.tryCreate([
      { fields: fields({ delay: "1m", name: "first" }) },
      { fields: fields({ delay: "soon" }) },
      { fields: fields({ every: "1h", name: "third" }), caller: newCaller() },
      { fields: fields({ delay: "1m", endpoint: "https://10.0.0.1/" }) },
    ]);
    expect(results.map(({ result }) => result)).toMatchObject([
      { $case: "created", value: { name: "first" } },
      { $case: "refused", value: { code: "invalid_duration", param: "delay" } },
      { $case: "created", value: { name: "third" } },
      { $case: "refused", value: { code: "endpoint_blocked", param: "endpoint" } },
    ]);
  });

  it("takes a thousand at once, and not one more", async () => {
    const items = Array.from({ length: 1_001 }, () => ({ fields: fields({ delay: "5m" }) }));
    await expect(scheduler.tryCreate(items)).rejects.toMatchObject({
      code: "invalid_parameter",
      param: "items",
    });
    const results = await scheduler.tryCreate(items.slice(1));
    expect(results.filter(({ result }) => result?.$case === "created")).toHaveLength(1_000);
  });

  it("is refused for a call that names no project", async () => {
    const call = scheduler.tryCreate([{ fields: fields({ delay: "1m" }), caller: undefined }]);
    await expect(call).rejects.toMatchObject({ code: "invalid_api_key" });
  });
});
