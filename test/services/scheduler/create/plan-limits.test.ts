import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Caller } from "../../../../generated/rpc/landfall/accounts/v1/caller.ts";
import type { ScheduleFields } from "../../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import { createBatch } from "../../../../services/scheduler/create/create-batch.ts";
import { recording } from "../../../store/fixtures/explain.ts";
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

describe("the body that a plan allows", () => {
  const body = (bytes: number) => fields({ delay: "1h", body: Buffer.alloc(bytes, "x") });

  it("is clamped for creates and clones, and counts nothing when it is refused", async () => {
    const caller = await callerOn("small");
    expect(said(await create(caller, 1, body(100)))).toEqual(["within"]);
    expect(said(await create(caller, 1, body(101)))).toEqual(["payload_too_large"]);
    expect(await scheduled(caller)).toBe(1);
  });

  it("is clamped for updates, too", async () => {
    const caller = await callerOn("small");
    const [made] = await create(caller, 1);
    const id = made?.result?.$case === "created" ? made.result.value.id : "";
    const update = (bytes: number) =>
      constellation.scheduler.calls.updateSchedule({ caller, id, fields: body(bytes), paths: ["body"] });
    expect((await update(100)).bodyBytes).toBe(100);
    await expect(update(101)).rejects.toMatchObject({ code: "payload_too_large", param: "body" });
  });
});

describe("a create that counts against no account", () => {
  it("runs no statement about accounts, with plans and without", async () => {
    const { parts } = constellation.scheduler;
    for (const [plans, caller] of [
      [parts.plans, newCaller()],
      [null, await callerOn("small")],
    ] as const) {
      const { store, recorded } = recording(parts.store);
      const [made] = await createBatch({ ...parts, store, plans }, [{ caller, fields: later }]);
      expect(made).toMatchObject({ kind: "created", overLimit: null });
      expect(recorded.filter(({ sql }) => /usage_counts|accounts/.test(sql))).toEqual([]);
    }
  });
});
