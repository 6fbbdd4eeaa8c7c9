import { describe, expect, it } from "vitest";
import { awsTiming } from "./aws-timing.ts";
import { readEventBridge } from "./read-eventbridge.ts";

const now = Date.parse("2026-11-30T12:00:00Z");

describe("awsTiming", () => {
  const crons: readonly (readonly [string, string])[] = [
    ["0 10 * * ? *", "0 10 * * *"],
    ["15 12 ? * * *", "15 12 * * *"],
    ["0 18 ? * MON-FRI *", "0 18 * * MON-FRI"],
    ["0 18 ? * 2-6 *", "0 18 * * 1-5"],
    ["0 9 ? * 1 *", "0 9 * * 0"],
    ["0 9 ? * 7 *", "0 9 * * 6"],
    ["0 9 ? * 1,7 *", "0 9 * * 0,6"],
    ["0 9 ? * 3#2 *", "0 9 * * 2#2"],
    ["0 9 ? * TUE#2 *", "0 9 * * TUE#2"],
    ["0 17 ? * 6L *", "0 17 * * 5L"],
    ["0 17 ? * L *", "0 17 * * 6"],
    ["0 8 1 * ? *", "0 8 1 * *"],
    ["0 8 L * ? *", "0 8 L * *"],
    ["0 8 15W * ? *", "0 8 15W * *"],
    ["0/15 * * * ? *", "0-59/15 * * * *"],
    ["5,35 8/2 * * ? *", "5,35 8-23/2 * * *"],
    ["0 0 1 1/3 ? *", "0 0 1 1-12/3 *"],
    ["0 0 ? * 2/2 *", "0 0 * * 1-6/2"],
  ];
  for (const [aws, ours] of crons) {
    it(`cron(${aws})`, () =>
      expect(awsTiming(`cron(${aws})`, "UTC", now)).toEqual({ cron: ours, timezone: "UTC" }));
  }

  it("reads rates and moments", () => {
    expect(awsTiming("rate(5 minutes)", "UTC", now)).toEqual({ every: "5m" });
    expect(awsTiming("rate(1 hour)", "UTC", now)).toEqual({ every: "1h" });
    expect(awsTiming("rate(2 days)", "UTC", now)).toEqual({ every: "48h" });
    expect(awsTiming("at(2027-01-31T09:00:00)", "Europe/Berlin", now)).toEqual({
      local_fire_at: "2027-01-31T09:00:00",
      timezone: "Europe/Berlin",
    });
  });

  it("makes bounds of the sixth field, on the clocks of the zone", () => {
    expect(awsTiming("cron(0 9 * * ? 2027)", "Europe/Berlin", now)).toMatchObject({
      starts_at: "2026-12-31T23:00:00.000Z",
      ends_at: "2027-12-31T23:00:00.000Z",
    });
    expect(awsTiming("cron(0 9 * * ? 2025-2028)", "UTC", now)).toEqual({
      cron: "0 9 * * *",
      timezone: "UTC",
      ends_at: "2029-01-01T00:00:00.000Z",
    });
  });

  for (const bad of [
    "cron(0 9 * * ?)",
    "cron(0 9 ? * 0 *)",
    "cron(0 9 * * ? 2020)",
    "cron(0 9 * * ? 2027,2029)",
    "rate(5 weeks)",
    "0 9 * * *",
  ]) {
    it(`refuses ${bad}`, () => expect(() => awsTiming(bad, "UTC", now)).toThrow());
  }
});

describe("readEventBridge", () => {
  const arn = "arn:aws:events:eu-central-1:1:rule/nightly";
  const rule = { Name: "nightly", Arn: arn, ScheduleExpression: "rate(1 hour)", State: "DISABLED" };

  it("maps a rule by its ARN, its name, or its target's ARN", () => {
    for (const name of [arn, "nightly", "arn:target"]) {
      const rules = { Rules: [{ ...rule, Targets: [{ Id: "1", Arn: "arn:target", Input: '{"a":1}' }] }] };
      const { items, left } = readEventBridge(rules, {
        map: new Map([[name, "https://example.com/x"]]),
        now,
      });
      expect(left).toEqual([]);
      expect(items).toMatchObject([
        {
          isPaused: true,
          request: {
            endpoint: "https://example.com/x",
            every: "1h",
            body: '{"a":1}',
            headers: { "content-type": "application/json" },
          },
        },
      ]);
    }
  });

  it("lists what has no URL, and what waits for events", () => {
    const { items, left } = readEventBridge(
      { Rules: [rule, { Name: "on-upload", EventPattern: "{}" }] },
      { map: new Map(), now },
    );
    expect(items).toEqual([]);
    expect(left.map(({ reason }) => reason)).toEqual([
      expect.stringContaining("--map"),
      expect.stringContaining("events"),
    ]);
  });

  it("reads schedules of the Scheduler, with their zone and bounds", () => {
    const schedule = {
      Name: "weekly",
      ScheduleExpression: "cron(0 9 ? * 2 *)",
      ScheduleExpressionTimezone: "Europe/Berlin",
      EndDate: "2027-06-01T00:00:00+00:00",
      Target: { Arn: "arn:lambda", Input: "{}", RetryPolicy: { MaximumRetryAttempts: 185 } },
    };
    const { items } = readEventBridge(schedule, {
      map: new Map([["arn:lambda", "https://example.com/x"]]),
      now,
    });
    expect(items[0]?.request).toMatchObject({
      cron: "0 9 * * 1",
      timezone: "Europe/Berlin",
      ends_at: "2027-06-01T00:00:00.000Z",
      retry_policy: { max_attempts: 50 },
    });
  });
});
