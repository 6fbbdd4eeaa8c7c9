import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type Schedule,
  type ScheduleFields,
  ScheduleState,
} from "../../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import { parsePrefixedId } from "../../../../services/runtime/ulid.ts";
import { openContent } from "../../../../services/scheduler/answer/open-content.ts";
import { noFields } from "../../../../services/scheduler/change/written-fields.ts";
import { findSchedules } from "../../../../services/store/for-scheduler.ts";
import {
  type Constellation,
  type SchedulerUnderTest,
  startConstellation,
} from "../../fixtures/constellation/constellation.ts";
import { caller, newCaller } from "../../fixtures/constellation/scheduler.ts";

let constellation: Constellation<"scheduler">;
let scheduler: SchedulerUnderTest;
beforeAll(async () => {
  constellation = await startConstellation({ scheduler: {} });
  ({ scheduler } = constellation);
});
afterAll(() => constellation.close());

const clone = async (
  source: { readonly id: string },
  given: Partial<ScheduleFields> = {},
  paths: string[] = Object.keys(given),
  idempotencyKey?: string,
) => {
  const fields = { ...noFields, ...given };
  const { schedule, replayed } = await scheduler.calls.cloneSchedule({
    ...{ caller, id: source.id, fields, paths, idempotencyKey },
  });
  if (!schedule) throw new Error("no schedule");
  return { ...schedule, replayed };
};
const setState = (schedule: Schedule, state: string) =>
  constellation.query("UPDATE schedules SET state = ?, ended_at = 1, emit_at = NULL WHERE id = ?", [
    state,
    parsePrefixedId("sch", schedule.id),
  ]);
async function contentOf(schedule: Schedule) {
  const [projectId, id] = [parsePrefixedId("prj", caller.projectId), parsePrefixedId("sch", schedule.id)];
  if (!projectId || !id) throw new Error("not an id");
  const [record] = await findSchedules(scheduler.parts.store, { projectId, mode: "test" }, [id]);
  if (!record) throw new Error("not there");
  const { headers, body } = await openContent(scheduler.parts, record);
  return { headers, body: body?.toString() };
}

describe("CloneSchedule", () => {
  it("makes a schedule with the same fields and deliveries of its own", async () => {
    const source = await scheduler.create({
      cron: "*/5 * * * *",
      timezone: "Europe/Berlin",
      method: "PUT",
      headers: [{ name: "x-a", value: "1" }],
      body: Buffer.from("{}"),
      bodyIsJson: true,
      ttl: "1h",
      metadata: { team: "a" },
      name: "report",
      maxRuns: 7,
    });
    const { replayed, ...cloned } = await clone(source);
    expect(replayed).toBe(false);
    expect(cloned).toEqual({ ...source, id: cloned.id });
    expect(cloned.id).not.toBe(source.id);
    expect(await scheduler.deliveries(cloned)).toEqual(await scheduler.deliveries(source));
    expect(await contentOf(cloned)).toEqual(await contentOf(source));
  });

  it("lays fields over the source's: a timing replaces the timing, one named and absent is the default", async () => {
    const source = await scheduler.create({
      every: "1h",
      name: "old",
      body: Buffer.from("x"),
      metadata: { a: "1" },
    });
    const cloned = await clone(source, { delay: "10m" }, ["delay", "name", "body"]);
    expect(cloned).toMatchObject({
      name: undefined,
      every: undefined,
      fireAtMs: constellation.time.clock.now() + 600_000,
      bodyBytes: undefined,
      metadata: { a: "1" },
    });
  });

  for (const state of ["paused", "canceled", "completed"]) {
    it(`makes an active schedule of one that is ${state}`, async () => {
      const source = await scheduler.create({ every: "1h" });
      if (state === "paused")
        await scheduler.calls.pauseSchedule({ caller, id: source.id, ifVersion: undefined });
      else await setState(source, state);
      expect((await clone(source)).state).toBe(ScheduleState.ACTIVE);
    });
  }

  it("needs a new timing for a one-shot whose time has passed", async () => {
    const source = await scheduler.create({ delay: "1m" });
    constellation.time.move(120_000);
    await expect(clone(source)).rejects.toMatchObject({ code: "fire_at_in_past" });
    expect((await clone(source, { delay: "1m" })).fireAtMs).toBe(constellation.time.clock.now() + 60_000);
  });

  it("refuses what a create refuses, and makes nothing of a source that is not there", async () => {
    const source = await scheduler.create({ every: "1h" });
    await expect(clone(source, { cron: "soon" })).rejects.toMatchObject({ code: "invalid_cron" });
    await expect(clone(source, {}, ["colour"])).rejects.toMatchObject({ code: "unknown_field" });
    const theirs = await scheduler.create({ every: "1h" }, { caller: newCaller() });
    for (const { id } of [theirs, { id: "sch_1" }]) {
      await expect(clone({ id })).rejects.toMatchObject({ code: "schedule_not_found" });
    }
    const endpointId = "ep_01J9ZK3F8Q4X7M2N5P6R8S9T0V";
    await expect(clone(source, { endpointId }, ["endpoint_id"])).rejects.toMatchObject({
      code: "endpoint_not_found",
    });
  });
});

describe("a clone with an idempotency key", () => {
  it("is made once, also when the source has changed meanwhile, and of many that come at once", async () => {
    const source = await scheduler.create({ every: "1h", name: "a" });
    const all = await Promise.all(
      Array.from({ length: 6 }, () => clone(source, { name: "b" }, ["name"], "c-1")),
    );
    expect(all.filter(({ replayed }) => !replayed)).toHaveLength(1);
    const fields = { ...noFields, every: "2h" };
    await scheduler.calls.updateSchedule({
      ...{ caller, id: source.id, fields, paths: ["every"], ifVersion: undefined },
    });
    all.push(await clone(source, { name: "b" }, ["name"], "c-1"));
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
  });

  it("is refused when the key came with other fields, of another schedule, or for another operation", async () => {
    const [source, other] = [
      await scheduler.create({ every: "1h" }),
      await scheduler.create({ every: "1h" }, { idempotencyKey: "c-3" }),
    ];
    await clone(source, { name: "b" }, ["name"], "c-2");
    for (const again of [
      () => clone(source, { name: "c" }, ["name"], "c-2"),
      () => clone(source, {}, [], "c-2"),
      () => clone(other, { name: "b" }, ["name"], "c-2"),
      () => clone(source, {}, [], "c-3"),
    ]) {
      await expect(again()).rejects.toMatchObject({ code: "idempotency_key_reused" });
    }
  });
});
