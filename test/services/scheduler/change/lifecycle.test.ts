import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Schedule, ScheduleState } from "../../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import { parsePrefixedId } from "../../../../services/runtime/ulid.ts";
import {
  type Constellation,
  type SchedulerUnderTest,
  startConstellation,
} from "../../fixtures/constellation/constellation.ts";
import { caller, newCaller } from "../../fixtures/constellation/scheduler.ts";
import { emitAll } from "../../fixtures/emit-all.ts";
import { whileTimePasses } from "../../fixtures/while-time-passes.ts";

const minute = 60_000;
const hour = 60 * minute;
let constellation: Constellation<"scheduler">;
let scheduler: SchedulerUnderTest;
beforeAll(async () => {
  constellation = await startConstellation({ scheduler: {} });
  ({ scheduler } = constellation);
});
afterAll(() => constellation.close());

const verb =
  (name: "cancelSchedule" | "pauseSchedule" | "resumeSchedule") => (schedule: Schedule, ifVersion?: number) =>
    scheduler.calls[name]({ caller, id: schedule.id, ifVersion });
const verbs = {
  cancel: verb("cancelSchedule"),
  pause: verb("pauseSchedule"),
  resume: verb("resumeSchedule"),
};
const { cancel, pause, resume } = verbs;

const set = (schedule: Schedule, assignments: string, bound: unknown[] = []) =>
  constellation.query(`UPDATE deliveries SET ${assignments} WHERE schedule_id = ?`, [
    ...bound,
    parsePrefixedId("sch", schedule.id),
  ]);
const onTheWire = (schedule: Schedule) =>
  set(
    schedule,
    "state = 'dispatching', attempt_count = 1, holder = ?, lease_expires_at = 1, claim_at = NULL",
    [randomBytes(16)],
  );
const claimable = async (schedule: Schedule) => {
  const select = "SELECT COUNT(claim_at) AS n FROM deliveries WHERE schedule_id = ?";
  const [row] = await constellation.query(select, [parsePrefixedId("sch", schedule.id)]);
  return row?.n;
};
/** Lists states and reasons. */
const states = async (schedule: Schedule) =>
  (await scheduler.deliveries(schedule)).map((text) => text.replace(/^\S+ /, ""));

describe("canceling a schedule", () => {
  for (const [what, given] of [
    ["a one-shot", { delay: "10m" }],
    ["a recurring one", { every: "45s" }],
  ] as const) {
    it(`ends ${what} and all that was open of it; again answers the same`, async () => {
      const schedule = await scheduler.create(given);
      const canceled = await cancel(schedule);
      expect(canceled).toMatchObject({ state: ScheduleState.CANCELED, version: 2, nextRunsMs: [] });
      expect(new Set(await states(schedule))).toEqual(new Set(["canceled canceled"]));
      expect(await claimable(schedule)).toBe(0);
      expect(await cancel(schedule)).toEqual(canceled);
    });
  }

  it("ends a paused one, and one that is being retried", async () => {
    const paused = await scheduler.create({ every: "1h" });
    await pause(paused);
    expect(await cancel(paused)).toMatchObject({ state: ScheduleState.CANCELED });
    const retried = await scheduler.create({ delay: "10m" });
    await set(retried, "state = 'retrying', attempt_count = 2");
    await cancel(retried);
    expect(await states(retried)).toEqual(["canceled canceled"]);
  });

  it("is refused while a one-shot's attempt is on the wire", async () => {
    const schedule = await scheduler.create({ delay: "10m" });
    await onTheWire(schedule);
    await expect(cancel(schedule)).rejects.toMatchObject({ code: "delivery_in_flight" });
    expect(await states(schedule)).toEqual(["dispatching"]);
  });

  it("lets a recurring one's attempt on the wire end, and no other follow it", async () => {
    const schedule = await scheduler.create({ every: "1h" });
    await onTheWire(schedule);
    const canceled = await whileTimePasses(constellation, cancel(schedule));
    expect(canceled).toMatchObject({ state: ScheduleState.CANCELED });
    expect(await states(schedule)).toEqual(["dispatching canceled"]);
  });
});

describe("pausing a schedule", () => {
  for (const [what, given] of [
    ["a one-shot", { delay: "10m" }],
    ["a recurring one", { every: "45s" }],
  ] as const) {
    it(`holds ${what} back, again answers the same, and the resume lets it go on`, async () => {
      const schedule = await scheduler.create(given);
      const before = await claimable(schedule);
      const paused = await pause(schedule);
      expect(paused).toMatchObject({ state: ScheduleState.PAUSED, version: 2, nextRunsMs: [] });
      expect(await claimable(schedule)).toBe(0);
      expect(await pause(schedule)).toEqual(paused);
      const resumed = await resume(schedule);
      expect(resumed).toMatchObject({ state: ScheduleState.ACTIVE, nextRunsMs: schedule.nextRunsMs });
      expect(await claimable(schedule)).toBe(before);
      expect(await resume(schedule)).toEqual(resumed);
    });
  }

  it("of a one-shot over its time has it delivered at once on resume", async () => {
    const schedule = await scheduler.create({ delay: "1m" });
    await pause(schedule);
    constellation.time.move(5 * minute);
    expect(await resume(schedule)).toMatchObject({ state: ScheduleState.ACTIVE });
    expect(await states(schedule)).toEqual(["scheduled"]);
    expect(await claimable(schedule)).toBe(1);
  });

  it("of a recurring one skips what fell due in it, whether the emitter saw it or not", async () => {
    const schedule = await scheduler.create({ every: "10m" });
    await pause(schedule);
    constellation.time.move(35 * minute);
    await resume(schedule);
    const [first, second, third, fourth] = await states(schedule);
    expect([first, second, third]).toEqual(Array(3).fill("skipped paused"));
    expect(fourth).toBe("scheduled");
    expect(await claimable(schedule)).toBeGreaterThanOrEqual(1);
  });

  it("is refused while a one-shot's attempt is on the wire; a recurring one's is not retried in the pause", async () => {
    const oneShot = await scheduler.create({ delay: "10m" });
    await onTheWire(oneShot);
    await expect(pause(oneShot)).rejects.toMatchObject({ code: "delivery_in_flight" });
    const recurring = await scheduler.create({ every: "1h" });
    await onTheWire(recurring);
    await whileTimePasses(constellation, pause(recurring));
    expect(await states(recurring)).toEqual(["dispatching paused"]);
    await resume(recurring);
    expect((await states(recurring))[0]).toBe("dispatching");
  });

  it("does not bring back what a reschedule gave up on the wire", async () => {
    const schedule = await scheduler.create({ every: "1h" });
    await onTheWire(schedule);
    await set(schedule, "reason = 'rescheduled'");
    await whileTimePasses(constellation, pause(schedule));
    await resume(schedule);
    expect((await states(schedule))[0]).toBe("dispatching rescheduled");
  });

  it("before an occurrence does not count towards max_runs", async () => {
    const schedule = await scheduler.create({ every: "1h", maxRuns: 1 });
    await pause(schedule);
    await set(schedule, "scheduled_for = scheduled_for - 3600000");
    expect(await resume(schedule)).toMatchObject({ state: ScheduleState.ACTIVE, runCount: 0 });
    expect(await states(schedule)).toEqual(["skipped paused"]);
    constellation.time.move(hour);
    await emitAll(constellation);
    expect(await states(schedule)).toEqual(["skipped paused", "scheduled"]);
  });

  it("over the last occurrence completes the schedule on resume", async () => {
    const endsAt = new Date(constellation.time.clock.now() + 1.5 * hour).toISOString();
    const schedule = await scheduler.create({ every: "1h", endsAt });
    await pause(schedule);
    await set(schedule, "scheduled_for = scheduled_for - 3600000");
    expect(await resume(schedule)).toMatchObject({ state: ScheduleState.COMPLETED });
    expect(await states(schedule)).toEqual(["skipped paused"]);
  });
});

describe("every change of a schedule", () => {
  for (const [name, change] of Object.entries(verbs)) {
    it(`${name}: is for the version it names, the caller's own schedule, and one that exists`, async () => {
      const schedule = await scheduler.create({ every: "1h" });
      await expect(change(schedule, 7)).rejects.toMatchObject({ code: "version_mismatch" });
      await expect(change({ ...schedule, id: "sch_01J9ZK3F8Q4X7M2N5P6R8S9T0V" })).rejects.toMatchObject({
        code: "schedule_not_found",
      });
      const theirs = await scheduler.create({ every: "1h" }, { caller: newCaller() });
      await expect(change(theirs)).rejects.toMatchObject({ code: "schedule_not_found" });
    });
  }

  it("is refused once it has ended", async () => {
    const schedule = await scheduler.create({ every: "1h" });
    await cancel(schedule);
    for (const change of [pause, resume]) {
      await expect(change(schedule)).rejects.toMatchObject({ code: "schedule_not_editable" });
    }
    await constellation.query("UPDATE schedules SET state = 'completed' WHERE id = ?", [
      parsePrefixedId("sch", schedule.id),
    ]);
    await expect(cancel(schedule)).rejects.toMatchObject({ code: "schedule_not_editable" });
  });
});
