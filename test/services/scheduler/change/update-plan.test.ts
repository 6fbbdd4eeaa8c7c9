import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type Schedule,
  type ScheduleFields,
  ScheduleKind,
  ScheduleState,
} from "../../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import { parsePrefixedId } from "../../../../services/runtime/ulid.ts";
import { noFields } from "../../../../services/scheduler/change/written-fields.ts";
import {
  type Constellation,
  type SchedulerUnderTest,
  startConstellation,
} from "../../fixtures/constellation/constellation.ts";
import { startAt } from "../../fixtures/constellation/ground.ts";
import { caller } from "../../fixtures/constellation/scheduler.ts";
import { whileTimePasses } from "../../fixtures/while-time-passes.ts";

const minute = 60_000;
let constellation: Constellation<"scheduler">;
let scheduler: SchedulerUnderTest;
beforeAll(async () => {
  constellation = await startConstellation({ scheduler: {} });
  ({ scheduler } = constellation);
});
afterAll(() => constellation.close());

const update = (schedule: Schedule, paths: string[], given: Partial<ScheduleFields>, ifVersion?: number) =>
  scheduler.calls.updateSchedule({
    caller,
    id: schedule.id,
    ifVersion,
    paths,
    fields: { ...noFields, ...given },
  });

/** Puts the attempts of a schedule's deliveries on the wire, as a dispatcher does. */
const begin = (schedule: Schedule) =>
  constellation.query(
    "UPDATE deliveries SET state = 'dispatching', attempt_count = attempt_count + 1, holder = ?, lease_expires_at = 1, claim_at = NULL WHERE schedule_id = ?",
    [randomBytes(16), parsePrefixedId("sch", schedule.id)],
  );

describe("an update of the plan", () => {
  for (const [what, from, paths, given, expected, after] of [
    [
      "a later delay",
      { delay: "10m" },
      ["delay"],
      { delay: "20m" },
      { kind: ScheduleKind.ONE_SHOT },
      ["600 canceled rescheduled", "1200 scheduled"],
    ],
    [
      "an instant in place of a delay",
      { delay: "10m" },
      ["fire_at"],
      { fireAt: "2027-03-01T13:00:00Z" },
      {},
      ["600 canceled rescheduled", "3600 scheduled"],
    ],
    [
      "a cron in place of an instant",
      { delay: "10m" },
      ["cron"],
      { cron: "30 12 * * *" },
      {
        kind: ScheduleKind.CRON,
        fireAtMs: undefined,
        cron: "30 12 * * *",
      },
      ["600 canceled rescheduled", "1800 scheduled"],
    ],
    [
      "an interval in place of a cron",
      { cron: "30 12 * * *" },
      ["every"],
      { every: "5m" },
      {
        kind: ScheduleKind.INTERVAL,
        cron: undefined,
        every: "5m",
      },
      ["300 scheduled", "1800 canceled rescheduled"],
    ],
    [
      "a zone",
      { cron: "0 15 * * *" },
      ["timezone"],
      { timezone: "Europe/Berlin" },
      { timezone: "Europe/Berlin" },
      ["7200 scheduled", "10800 canceled rescheduled"],
    ],
    [
      "the zone of a wall-clock time",
      { localFireAt: "2027-03-01T15:00" },
      ["timezone"],
      { timezone: "Europe/Berlin" },
      {},
      ["7200 scheduled", "10800 canceled rescheduled"],
    ],
    [
      "starts_at",
      { every: "1h" },
      ["starts_at"],
      { startsAt: "2027-03-01T12:10:00Z" },
      { startsAtMs: startAt + 10 * minute },
      ["600 scheduled", "3600 canceled rescheduled"],
    ],
    [
      "ttl",
      { every: "1h" },
      ["ttl"],
      { ttl: "5m" },
      { ttl: "5m" },
      ["3600 canceled rescheduled", "3600 scheduled"],
    ],
    [
      "nothing in place of ttl",
      { every: "1h", ttl: "5m" },
      ["ttl"],
      {},
      { ttl: undefined },
      ["3600 canceled rescheduled", "3600 scheduled"],
    ],
    [
      "max_runs",
      { every: "1h" },
      ["max_runs"],
      { maxRuns: 1 },
      { maxRuns: 1, nextRunsMs: [startAt + 60 * minute] },
      ["3600 canceled rescheduled", "3600 scheduled"],
    ],
  ] as const) {
    it(`to ${what} ends the open occurrences as rescheduled and plans new ones`, async () => {
      const before = await scheduler.create(from);
      const updated = await update(before, [...paths], given);
      expect(updated).toMatchObject({ ...expected, version: 2, state: ScheduleState.ACTIVE });
      expect((await scheduler.deliveries(before)).sort()).toEqual([...after].sort());
      expect(await scheduler.calls.getSchedule({ caller, id: before.id })).toEqual(updated);
    });
  }

  it("of an interval's bounds goes on counting from where it did", async () => {
    const schedule = await scheduler.create({ every: "10m" });
    constellation.time.move(4 * minute);
    const updated = await update(schedule, ["max_runs"], { maxRuns: 9 });
    expect(updated.nextFireAtMs).toBe(startAt + 10 * minute);
    expect((await update(schedule, ["every"], { every: "10m" })).nextFireAtMs).toBe(startAt + 14 * minute);
  });

  it("to fewer runs than there were completes the schedule", async () => {
    const schedule = await scheduler.create({ every: "1m" });
    await begin(schedule);
    await constellation.query(
      "UPDATE deliveries SET state = 'succeeded', completed_at = 1, holder = NULL, lease_expires_at = NULL, next_attempt_at = NULL WHERE schedule_id = ?",
      [parsePrefixedId("sch", schedule.id)],
    );
    await constellation.query("UPDATE schedules SET run_count = 2 WHERE id = ?", [
      parsePrefixedId("sch", schedule.id),
    ]);
    const raised = await update(schedule, ["max_runs"], { maxRuns: 3 });
    expect([raised.state, raised.nextRunsMs.length]).toEqual([ScheduleState.ACTIVE, 1]);
    expect(await update(schedule, ["max_runs"], { maxRuns: 1 })).toMatchObject({
      state: ScheduleState.COMPLETED,
    });
  });

  it("that is wrong changes nothing", async () => {
    const schedule = await scheduler.create({ every: "1h" });
    await expect(update(schedule, ["every"], { every: "never" })).rejects.toMatchObject({
      code: "invalid_duration",
    });
    await expect(update(schedule, ["fire_at"], { fireAt: "2020-01-01T00:00:00Z" })).rejects.toMatchObject({
      code: "fire_at_in_past",
    });
    await expect(update(schedule, ["every"], {})).rejects.toMatchObject({ code: "missing_timing" });
    expect(await scheduler.calls.getSchedule({ caller, id: schedule.id })).toEqual(schedule);
  });

  it("is refused while a one-shot's attempt is on the wire; of a recurring one it takes the retries away", async () => {
    const oneShot = await scheduler.create({ delay: "10m" });
    await begin(oneShot);
    await expect(update(oneShot, ["delay"], { delay: "20m" })).rejects.toMatchObject({
      code: "delivery_in_flight",
    });
    const recurring = await scheduler.create({ every: "10m" });
    await begin(recurring);
    await whileTimePasses(constellation, update(recurring, ["every"], { every: "20m" }));
    const states = (await scheduler.deliveries(recurring)).map((text) => text.replace(/^\S+ /, ""));
    expect(states).toEqual(["dispatching rescheduled", "scheduled"]);
  });
});
