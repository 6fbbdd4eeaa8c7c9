import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Caller } from "../../../../generated/rpc/landfall/accounts/v1/caller.ts";
import { Mode } from "../../../../generated/rpc/landfall/accounts/v1/caller.ts";
import type { ScheduleFields } from "../../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import { parsePrefixedId, prefixedId } from "../../../../services/runtime/ulid.ts";
import { createBatch } from "../../../../services/scheduler/create/create-batch.ts";
import * as account from "../../fixtures/account-callers.ts";
import { later, said } from "../../fixtures/account-callers.ts";
import { type Constellation, startConstellation } from "../../fixtures/constellation/constellation.ts";
import { fields, newCaller } from "../../fixtures/constellation/scheduler.ts";
import { writePlansFile } from "../../fixtures/plans-file.ts";

const file = writePlansFile();
let constellation: Constellation<"scheduler">;
beforeAll(async () => {
  constellation = await startConstellation({ scheduler: { environment: { PLANS_FILE: file.path } } });
});
afterAll(async () => {
  await constellation.close();
  file.remove();
});

const callerOn = (plan: string) => account.callerOn(constellation, plan);
const create = (caller: Caller, count: number, given?: ScheduleFields, key?: string) =>
  account.createFor(constellation, caller, count, given, key);
const scheduled = (caller: Caller) => account.scheduledBy(constellation, caller);

const repeated = (word: string, count: number) => Array.from({ length: count }, () => word);

describe("the quota of an account", () => {
  it("is told when it is passed, goes on by the grace, and then refuses, item by item", async () => {
    const caller = await callerOn("small");
    expect(said(await create(caller, 19))).toEqual(repeated("within", 19));
    expect(said(await create(caller, 5))).toEqual([
      ...["within", "over", "over"],
      ...["quota_exceeded", "quota_exceeded"],
    ]);
    expect(said(await create(caller, 1))).toEqual(["quota_exceeded"]);
    expect(await scheduled(caller)).toBe(22);
    const rows = await constellation.query("SELECT COUNT(*) AS n FROM schedules WHERE project_id = ?", [
      parsePrefixedId("prj", caller.projectId),
    ]);
    expect(Number(rows[0]?.n)).toBe(22);
  });

  it("counts test and live mode together", async () => {
    const caller = await callerOn("small");
    await create(caller, 21);
    expect(said(await create({ ...caller, mode: Mode.LIVE }, 2))).toEqual(["over", "quota_exceeded"]);
  });

  it("is exact when creates race", async () => {
    const caller = await callerOn("small");
    const results = await Promise.all(Array.from({ length: 12 }, () => create(caller, 3)));
    expect(said(results.flat()).filter((word) => word !== "quota_exceeded")).toHaveLength(22);
    expect(await scheduled(caller)).toBe(22);
  });

  it("does not count what an idempotency key had made, nor what is refused", async () => {
    const caller = await callerOn("small");
    expect(said(await create(caller, 1, later, "once"))).toEqual(["within"]);
    expect(said(await create(caller, 1, later, "once"))).toEqual(["replayed"]);
    const racing = await Promise.all([create(caller, 1, later, "two"), create(caller, 1, later, "two")]);
    expect(said(racing.flat()).toSorted()).toEqual(["replayed", "within"]);
    expect(said(await create(caller, 2, fields({})))).toEqual(repeated("missing_timing", 2));
    const gone = fields({ delay: "1h", endpointId: prefixedId("ep", randomBytes(16)), endpoint: undefined });
    expect(said(await create(caller, 1, gone))).toEqual(["endpoint_not_found"]);
    expect(await scheduled(caller)).toBe(2);
  });

  it("leaves the idempotency key of a refused create free", async () => {
    const caller = await callerOn("small");
    await create(caller, 22);
    expect(said(await create(caller, 1, later, "again"))).toEqual(["quota_exceeded"]);
    await constellation.query("UPDATE accounts SET plan = 'large' WHERE id = ?", [
      parsePrefixedId("acc", caller.accountId ?? ""),
    ]);
    expect(said(await create(caller, 1, later, "again"))).toEqual(["within"]);
  });

  it("goes by the plan of now: a smaller one refuses at once, one that is gone is the default", async () => {
    const caller = await callerOn("large");
    expect(said(await create(caller, 25))).toEqual(repeated("within", 25));
    await constellation.query("UPDATE accounts SET plan = 'gone' WHERE id = ?", [
      parsePrefixedId("acc", caller.accountId ?? ""),
    ]);
    expect(said(await create(caller, 1))).toEqual(["quota_exceeded"]);
  });

  it("counts clones and replays, and refuses them", async () => {
    const caller = await callerOn("small");
    const { calls } = constellation.scheduler;
    const [made] = await create(caller, 1);
    const id = made?.result?.$case === "created" ? made.result.value.id : "";
    const clone = () => calls.cloneSchedule({ caller, id, fields: undefined, paths: [] });
    expect((await clone()).overLimit).toBe(false);
    await calls.cancelSchedule({ caller, id });
    const replay = () => calls.replaySchedule({ caller, id });
    expect((await replay()).overLimit).toBe(false);
    await create(caller, 17);
    expect((await clone()).overLimit).toBe(true);
    expect((await replay()).overLimit).toBe(true);
    await expect(clone()).rejects.toMatchObject({ code: "quota_exceeded" });
    await expect(replay()).rejects.toMatchObject({ code: "quota_exceeded" });
    expect(await scheduled(caller)).toBe(22);
  });

  it("covers the items of a call with a key, whose answer stays what it was", async () => {
    const caller = await callerOn("small");
    await create(caller, 19);
    const items = Array.from({ length: 5 }, (_, index) => ({
      index,
      item: { $case: "create" as const, value: { caller, fields: later } },
    }));
    const request = { caller, idempotencyKey: "call", said: Buffer.from("all"), items };
    const first = await constellation.scheduler.calls.createSchedulesOnce(request);
    expect(first.accepted.map(({ overLimit }) => overLimit)).toEqual([false, true, true]);
    expect(first.rejected.map(({ problem }) => problem?.code)).toEqual(["quota_exceeded", "quota_exceeded"]);
    const again = await constellation.scheduler.calls.createSchedulesOnce(request);
    expect(again).toEqual({ ...first, replayed: true });
    expect(await scheduled(caller)).toBe(22);
  });

  it("begins anew with each month, in UTC", async () => {
    const caller = await callerOn("small");
    await create(caller, 22);
    const { parts } = constellation.scheduler;
    const clock = { ...parts.clock, now: () => Date.parse("2027-04-01T00:00:00.000Z") };
    const [made] = await createBatch({ ...parts, clock }, [{ caller, fields: later }]);
    expect(made).toMatchObject({ kind: "created", overLimit: false });
  });

  it("is no neighbour's: in one call each counts against its own account, or none", async () => {
    const [full, open, none] = [await callerOn("small"), await callerOn("open"), newCaller()];
    await create(full, 22);
    const results = await constellation.scheduler.tryCreate(
      [full, open, none, full].map((caller) => ({ caller, fields: later })),
    );
    expect(said(results)).toEqual(["quota_exceeded", "unlimited", "unlimited", "quota_exceeded"]);
    expect(await scheduled(open)).toBe(1);
  });
});
