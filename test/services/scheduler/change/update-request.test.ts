import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type Schedule,
  type ScheduleFields,
  ScheduleKind,
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

/** Returns the request that a dispatcher would send now for a schedule. */
async function content(schedule: Schedule) {
  const owner = {
    projectId: parsePrefixedId("prj", caller.projectId) ?? Buffer.alloc(0),
    mode: "test",
  } as const;
  const [record] = await findSchedules(scheduler.parts.store, owner, [
    parsePrefixedId("sch", schedule.id) ?? Buffer.alloc(0),
  ]);
  if (!record) throw new Error("no schedule");
  return { ...(await openContent(scheduler.parts, record)), request: record.request };
}

/** Expects the open deliveries of a schedule to use its current request. */
async function followsRequest(schedule: Schedule): Promise<boolean> {
  const [row] = await constellation.query(
    "SELECT COUNT(*) AS n FROM deliveries d JOIN schedules s ON s.id = d.schedule_id WHERE s.id = ? AND d.completed_at IS NULL AND d.request_id <> s.request_id",
    [parsePrefixedId("sch", schedule.id)],
  );
  return row?.n === 0;
}

describe("an update of the request", () => {
  it("reaches the open deliveries, which keep their time", async () => {
    const schedule = await scheduler.create({
      delay: "10m",
      body: Buffer.from("old"),
      headers: [{ name: "a", value: "1" }],
    });
    const before = await scheduler.deliveries(schedule);
    const updated = await update(
      schedule,
      ["endpoint", "method", "body", "headers", "timeout", "retry_policy"],
      {
        endpoint: "https://93.184.215.14/new",
        method: "PUT",
        body: Buffer.from("new body"),
        headers: [{ name: "b", value: "2" }],
        timeout: "9s",
      },
    );
    expect(updated).toMatchObject({
      endpoint: "https://93.184.215.14/new",
      method: "PUT",
      bodyBytes: 8,
      headerKeys: ["b"],
      timeout: "9s",
    });
    expect(await scheduler.deliveries(schedule)).toEqual(before);
    expect(await followsRequest(schedule)).toBe(true);
    const sent = await content(schedule);
    expect(sent).toMatchObject({ headers: [["b", "2"]], body: Buffer.from("new body") });
    expect(sent.request.timeoutMs).toBe(9_000);
  });

  it("that names one part keeps the others, body and header values too", async () => {
    const schedule = await scheduler.create({
      every: "1h",
      body: Buffer.from('{"a":1}'),
      bodyIsJson: true,
      headers: [{ name: "x-token", value: "secret" }],
    });
    const updated = await update(schedule, ["method"], { method: "PATCH" });
    expect(updated).toMatchObject({ method: "PATCH", bodyBytes: 7, headerKeys: ["x-token"] });
    expect(await content(schedule)).toMatchObject({
      headers: [["x-token", "secret"]],
      body: Buffer.from('{"a":1}'),
      bodyIsJson: true,
    });
  });

  it("takes a field away that is named and absent", async () => {
    const schedule = await scheduler.create({
      every: "1h",
      body: Buffer.from("x"),
      timeout: "9s",
      method: "PUT",
    });
    const updated = await update(schedule, ["body", "timeout", "method"], {});
    expect(updated).toMatchObject({ bodyBytes: undefined, timeout: undefined, method: "POST" });
  });

  it("to a profile that does not exist is refused", async () => {
    const schedule = await scheduler.create({ every: "1h" });
    const call = update(schedule, ["endpoint_id"], { endpointId: "ep_01J9ZK3F8Q4X7M2N5P6R8S9T0V" });
    await expect(call).rejects.toMatchObject({ code: "endpoint_not_found" });
  });
});

describe("an update of labels and policies", () => {
  it("leaves deliveries and request alone", async () => {
    const schedule = await scheduler.create({ every: "1h", name: "old", metadata: { a: "1" } });
    const before = await content(schedule);
    const updated = await update(schedule, ["name", "metadata", "misfire", "overlap"], {
      name: "new",
      metadata: { b: "2" },
      misfire: { policy: "skip", grace: "2m", max: undefined },
      overlap: "skip",
    });
    expect(updated).toMatchObject({
      name: "new",
      metadata: { b: "2" },
      misfire: { policy: "skip", grace: "2m", max: 100 },
      overlap: "skip",
    });
    expect((await content(schedule)).request.id).toEqual(before.request.id);
    expect(await scheduler.deliveries(schedule)).toHaveLength(1);
  });

  it("is fine for a one-shot whose time has passed and that is being retried", async () => {
    const schedule = await scheduler.create({ delay: "1m" });
    constellation.time.move(2 * minute);
    expect(await update(schedule, ["name"], { name: "late" })).toMatchObject({ name: "late", version: 2 });
  });

  it("is found by its new metadata and not by the old", async () => {
    const mine = newCaller();
    const schedule = await scheduler.create({ every: "1h", metadata: { team: "a" } }, { caller: mine });
    const paths = ["metadata"];
    await scheduler.calls.updateSchedule({
      caller: mine,
      id: schedule.id,
      ifVersion: undefined,
      paths,
      fields: { ...noFields, metadata: { team: "b" } },
    });
    const found = async (team: string) => {
      const list = {
        limit: 10,
        cursor: undefined,
        includeTotal: true,
        endpointId: undefined,
        search: undefined,
      };
      const span = { createdFromMs: undefined, createdBeforeMs: undefined };
      const any = { state: ScheduleState.UNSPECIFIED, kind: ScheduleKind.UNSPECIFIED, ...span };
      return (await scheduler.calls.listSchedules({ caller: mine, ...list, ...any, metadata: { team } }))
        .total;
    };
    expect([await found("a"), await found("b")]).toEqual([0, 1]);
  });
});
