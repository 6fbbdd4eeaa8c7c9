import { describe, expect, it } from "vitest";
import type { ScheduleFields } from "../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import { destinationsBy } from "../../rules/judge-destination.ts";
import { createEgressPolicy } from "../../runtime/egress/policy.ts";
import { noFields } from "../change/written-fields.ts";
import { judgeSchedule } from "./judge-schedule.ts";

const now = Date.UTC(2027, 2, 1, 12);
const destinations = destinationsBy(createEgressPolicy([]), async (name) =>
  name === "inside.example" ? ["10.0.0.7"] : ["93.184.215.14"],
);
const judge = (given: Partial<ScheduleFields>) =>
  judgeSchedule({ ...noFields, endpoint: "https://example.com/hook", ...given }, destinations, now);

const misfire = { policy: undefined, grace: undefined, max: undefined };
const soon = { delay: "1m" };
const hourly = { every: "1h" };
/** One second, written with more characters than the store keeps. */
const long = `1.${"0".repeat(98)}s`;
const tooFar = "2037-03-01T12:00:00.001Z";

// One refused value per row: the error code and the field that the error names.
const refused: readonly (readonly [string, Partial<ScheduleFields>, string, string | null])[] = [
  ["no timing", {}, "missing_timing", null],
  ["two timings", { delay: "1m", cron: "* * * * *" }, "multiple_timing", null],
  ["a delay that is no duration", { delay: "1 minute" }, "invalid_duration", "delay"],
  ["a delay under a second", { delay: "999.999999ms" }, "sub_floor_delay", "delay"],
  ["a negative delay", { delay: "-1h" }, "sub_floor_delay", "delay"],
  ["a delay over ten years", { delay: "87673h" }, "fire_at_too_far", "delay"],
  ["fire_at without offset", { fireAt: "2027-03-01T13:00:00" }, "invalid_fire_at", "fire_at"],
  ["fire_at now", { fireAt: "2027-03-01T12:00:00Z" }, "fire_at_in_past", "fire_at"],
  ["fire_at over ten years", { fireAt: tooFar }, "fire_at_too_far", "fire_at"],
  [
    "local_fire_at with offset",
    { localFireAt: "2027-03-01T13:00Z" },
    "invalid_local_fire_at",
    "local_fire_at",
  ],
  ["local_fire_at on no date", { localFireAt: "2027-02-29T13:00" }, "invalid_local_fire_at", "local_fire_at"],
  [
    "local_fire_at in a gap that is skipped",
    {
      localFireAt: "2027-03-28T02:30",
      timezone: "Europe/Berlin",
      dst: { gap: "skip", overlap: undefined },
    },
    "invalid_local_fire_at",
    "local_fire_at",
  ],
  [
    "local_fire_at that has passed there",
    { localFireAt: "2027-03-01T12:59", timezone: "Europe/Berlin" },
    "fire_at_in_past",
    "local_fire_at",
  ],
  ["local_fire_at over ten years", { localFireAt: "2037-03-01T12:01" }, "fire_at_too_far", "local_fire_at"],
  ["a zone that is none", { ...soon, timezone: "Mars/Olympus" }, "invalid_timezone", "timezone"],
  ["an offset as zone", { ...soon, timezone: "+02:00" }, "invalid_timezone", "timezone"],
  ["a cron of four fields", { cron: "* * * *" }, "invalid_cron", "cron"],
  ["a cron out of range", { cron: "60 * * * *" }, "invalid_cron", "cron"],
  ["a cron over 1000 characters", { cron: `${"0,".repeat(600)}0 * * * *` }, "invalid_cron", "cron"],
  ["two different zones", { cron: "CRON_TZ=Asia/Tokyo 0 9 * * *", timezone: "UTC" }, "invalid_cron", "cron"],
  ["a cron without a date", { cron: "0 0 30 2 *" }, "cron_never_fires", "cron"],
  ["every that is no duration", { every: "hourly" }, "invalid_duration", "every"],
  ["every in more than 100 characters", { every: long }, "invalid_duration", "every"],
  ["every under a second", { every: "500ms" }, "sub_floor_interval", "every"],
  [
    "an unknown dst.gap",
    { cron: "0 2 * * *", dst: { gap: "x", overlap: undefined } },
    "invalid_dst",
    "dst.gap",
  ],
  [
    "an unknown dst.overlap",
    { cron: "0 2 * * *", dst: { gap: undefined, overlap: "x" } },
    "invalid_dst",
    "dst.overlap",
  ],
  [
    "an unknown misfire.policy",
    { ...hourly, misfire: { ...misfire, policy: "x" } },
    "invalid_misfire",
    "misfire.policy",
  ],
  [
    "a negative misfire.grace",
    { ...hourly, misfire: { ...misfire, grace: "-1s" } },
    "invalid_misfire",
    "misfire.grace",
  ],
  ["misfire.max 0", { ...hourly, misfire: { ...misfire, max: 0 } }, "invalid_misfire", "misfire.max"],
  [
    "misfire.grace in more than 100 characters",
    { ...hourly, misfire: { ...misfire, grace: long } },
    "invalid_misfire",
    "misfire.grace",
  ],
  ["an unknown overlap", { ...hourly, overlap: "queue" }, "invalid_overlap", "overlap"],
  ["bounds on a one-shot", { ...soon, maxRuns: 3 }, "invalid_bounds", "max_runs"],
  ["max_runs 0", { ...hourly, maxRuns: 0 }, "invalid_bounds", "max_runs"],
  ["ends_at in the past", { ...hourly, endsAt: "2027-03-01T12:00:00Z" }, "invalid_bounds", "ends_at"],
  [
    "ends_at before starts_at",
    { ...hourly, startsAt: "2027-03-03T00:00:00Z", endsAt: "2027-03-02T00:00:00Z" },
    "invalid_bounds",
    "ends_at",
  ],
  [
    "ends_at before the first occurrence",
    { ...hourly, endsAt: "2027-03-01T12:30:00Z" },
    "invalid_bounds",
    "ends_at",
  ],
  [
    "starts_at in a year that cannot be written in UTC",
    { ...hourly, startsAt: "9999-12-31T23:59:59-00:01" },
    "invalid_bounds",
    "starts_at",
  ],
  [
    "starts_at before the year 0",
    { ...hourly, startsAt: "0000-01-01T00:00:00+00:01" },
    "invalid_bounds",
    "starts_at",
  ],
  [
    "ends_at in a year that cannot be written in UTC",
    { ...hourly, endsAt: "9999-12-31T23:59:60Z" },
    "invalid_bounds",
    "ends_at",
  ],
  ["starts_at that is no instant", { ...hourly, startsAt: "tomorrow" }, "invalid_bounds", "starts_at"],
  ["ttl that is no duration", { ...soon, ttl: "1 day" }, "invalid_duration", "ttl"],
  ["ttl in more than 100 characters", { ...soon, ttl: long }, "invalid_duration", "ttl"],
  ["ttl under a second", { ...soon, ttl: "0.5s" }, "invalid_duration", "ttl"],
];

describe("judging a timing refuses", () => {
  for (const [what, given, code, param] of refused) {
    it(`${what}: ${code}`, () => expect(judge(given)).rejects.toMatchObject({ code, param }));
  }
});

describe("judging a timing takes", () => {
  for (const [what, given] of [
    ["a delay of exactly a second", { delay: "1s" }],
    ["fire_at ten years ahead", { fireAt: "2037-03-01T12:00:00Z" }],
    [
      "every, ttl and misfire.grace in 100 characters",
      {
        every: long.replace("0", ""),
        ttl: long.replace("0", ""),
        misfire: { ...misfire, grace: long.replace("0", "") },
      },
    ],
    [
      "starts_at and ends_at at the end of the years",
      { every: "1s", startsAt: "9999-12-31T23:59:58Z", endsAt: "9999-12-31T23:59:59.999Z" },
    ],
    [
      "a zone named twice the same, in any case",
      { cron: "CRON_TZ=asia/tokyo 0 9 * * *", timezone: "Asia/Tokyo" },
    ],
    ["a zone named twice the same", { cron: "CRON_TZ=Asia/Tokyo 0 9 * * *", timezone: "Asia/Tokyo" }],
  ] as const satisfies readonly (readonly [string, Partial<ScheduleFields>])[]) {
    it(what, () => expect(judge(given)).resolves.toBeTruthy());
  }

  it("spells zones as IANA does, wherever they come in", async () => {
    const named = { cron: "0 9 * * *", timezone: "asia/kolkata" };
    expect((await judge(named)).timing).toMatchObject({ timezone: "Asia/Kolkata" });
    const link = { localFireAt: "2027-03-02T09:00", timezone: "ASIA/CALCUTTA" };
    expect((await judge(link)).timing).toMatchObject({ timezone: "Asia/Calcutta" });
    const inCron = { cron: " CRON_TZ=europe/isle_of_man  0 9 * * *" };
    expect((await judge(inCron)).timing).toMatchObject({
      cron: " CRON_TZ=Europe/Isle_of_Man  0 9 * * *",
      timezone: "Europe/Isle_of_Man",
    });
  });
});
