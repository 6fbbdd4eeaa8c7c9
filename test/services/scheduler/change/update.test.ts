import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type Schedule,
  type ScheduleFields,
  ScheduleState,
} from "../../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import { noFields } from "../../../../services/scheduler/change/written-fields.ts";
import {
  type Constellation,
  type SchedulerUnderTest,
  startConstellation,
} from "../../fixtures/constellation/constellation.ts";
import { caller } from "../../fixtures/constellation/scheduler.ts";

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

describe("an update", () => {
  it("names the version that it is meant for, and loses when that has passed", async () => {
    const schedule = await scheduler.create({ every: "1h" });
    expect(await update(schedule, ["name"], { name: "a" }, 1)).toMatchObject({ version: 2 });
    await expect(update(schedule, ["name"], { name: "b" }, 1)).rejects.toMatchObject({
      code: "version_mismatch",
    });
  });

  it("of one field does not undo another's that comes at the same time", async () => {
    const schedule = await scheduler.create({ every: "1h" });
    await Promise.all([
      update(schedule, ["name"], { name: "both" }),
      update(schedule, ["metadata"], { metadata: { a: "1" } }),
      update(schedule, ["overlap"], { overlap: "skip" }),
    ]);
    const after = await scheduler.calls.getSchedule({ caller, id: schedule.id });
    expect(after).toMatchObject({ name: "both", metadata: { a: "1" }, overlap: "skip", version: 4 });
  });

  it("is done when it is answered, however many come at the same time", async () => {
    const schedule = await scheduler.create({ every: "1h" });
    const keys = Array.from({ length: 30 }, (_, index) => `name ${index}`);
    const answers = await Promise.allSettled(keys.map((name) => update(schedule, ["name"], { name })));
    const done = answers.filter(({ status }) => status === "fulfilled").length;
    const { version } = await scheduler.calls.getSchedule({ caller, id: schedule.id });
    expect(version).toBe(1 + done);
    for (const answer of answers) {
      if (answer.status === "rejected") expect(answer.reason).toMatchObject({ code: "service_unavailable" });
    }
  });

  it("of no field, or of an unknown one, changes nothing", async () => {
    const schedule = await scheduler.create({ every: "1h" });
    expect(await update(schedule, [], {})).toEqual(schedule);
    await expect(update(schedule, ["state"], {})).rejects.toMatchObject({
      code: "unknown_field",
      param: "state",
    });
  });

  it("of a paused schedule plans held back, until the resume", async () => {
    const schedule = await scheduler.create({ every: "1h" });
    await scheduler.calls.pauseSchedule({ caller, id: schedule.id, ifVersion: undefined });
    expect(await update(schedule, ["every"], { every: "30s" })).toMatchObject({
      state: ScheduleState.PAUSED,
    });
    const held = (await scheduler.deliveries(schedule)).filter((text) => !text.includes("canceled"));
    expect(held.every((text) => text.endsWith("scheduled paused"))).toBe(true);
    await scheduler.calls.resumeSchedule({ caller, id: schedule.id, ifVersion: undefined });
    const open = (await scheduler.deliveries(schedule)).filter((text) => !text.includes("canceled"));
    expect(open.length).toBeGreaterThan(1);
    expect(open.every((text) => text.endsWith("scheduled"))).toBe(true);
  });

  it("of a schedule that has ended or does not exist is refused", async () => {
    const schedule = await scheduler.create({ every: "1h" });
    await scheduler.calls.cancelSchedule({ caller, id: schedule.id, ifVersion: undefined });
    await expect(update(schedule, ["name"], { name: "x" })).rejects.toMatchObject({
      code: "schedule_not_editable",
    });
    await expect(update({ ...schedule, id: "sch_x" }, ["name"], {})).rejects.toMatchObject({
      code: "schedule_not_found",
    });
  });
});
