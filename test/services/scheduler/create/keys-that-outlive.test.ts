import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ScheduleFields } from "../../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import { parsePrefixedId } from "../../../../services/runtime/ulid.ts";
import { noFields } from "../../../../services/scheduler/change/written-fields.ts";
import {
  type Constellation,
  type SchedulerUnderTest,
  startConstellation,
} from "../../fixtures/constellation/constellation.ts";
import { caller, fields } from "../../fixtures/constellation/scheduler.ts";

let constellation: Constellation<"scheduler">;
let scheduler: SchedulerUnderTest;
beforeAll(async () => {
  constellation = await startConstellation({ scheduler: {} });
  ({ scheduler } = constellation);
});
afterAll(() => constellation.close());

/** Purges as far as between the walk through the schedules and the one through the keys. */
async function purgeAllButKeys(): Promise<void> {
  for (const table of ["deliveries", "schedules", "requests"])
    await constellation.query(`DELETE FROM ${table}`);
}

const create = async (idempotencyKey: string, given: Partial<ScheduleFields>) => {
  const [made] = await scheduler.tryCreate([{ caller, idempotencyKey, fields: fields(given) }]);
  return made?.result?.$case;
};

describe("an idempotency key whose object was purged", () => {
  it("makes it anew for the same request, and is still not another request's", async () => {
    await create("same", { delay: "1m" });
    await purgeAllButKeys();
    expect(await create("same", { delay: "2m" })).toBe("refused");
    expect(await create("same", { delay: "1m" })).toBe("created");
    expect(await create("same", { delay: "1m" })).toBe("replayed");
    expect(await create("same", { delay: "2m" })).toBe("refused");
  });

  it("is not taken for gone by a request that makes something of another kind", async () => {
    const { id } = await scheduler.create({ every: "1h" }, { idempotencyKey: "kind" });
    const trigger = scheduler.calls.triggerSchedule({ caller, id, idempotencyKey: "kind" });
    await expect(trigger).rejects.toMatchObject({ code: "idempotency_key_reused" });
    await scheduler.calls.triggerSchedule({ caller, id, idempotencyKey: "delivery" });
    expect(await create("delivery", { delay: "1m" })).toBe("refused");
  });

  it("used by many at the same time makes one schedule", async () => {
    await create("many", { delay: "1m" });
    await purgeAllButKeys();
    const made = await Promise.all(Array.from({ length: 8 }, () => create("many", { delay: "1m" })));
    expect(made.filter((each) => each === "created")).toHaveLength(1);
    expect(made.filter((each) => each === "replayed")).toHaveLength(7);
  });

  it("makes another clone", async () => {
    const { id } = await scheduler.create({ every: "1h" });
    const clone = async () => {
      const request = { caller, id, fields: noFields, paths: [], idempotencyKey: "clone" };
      return scheduler.calls.cloneSchedule(request);
    };
    const { schedule, replayed } = await clone();
    expect(replayed).toBe(false);
    expect((await clone()).replayed).toBe(true);
    const bytes = parsePrefixedId("sch", schedule?.id ?? "");
    await constellation.query("DELETE FROM deliveries WHERE schedule_id = ?", [bytes]);
    await constellation.query("DELETE FROM schedules WHERE id = ?", [bytes]);
    expect((await clone()).replayed).toBe(false);
  });

  it("makes another trigger", async () => {
    const { id } = await scheduler.create({ every: "1h" });
    const trigger = () => scheduler.calls.triggerSchedule({ caller, id, idempotencyKey: "trigger" });
    const { deliveryId, replayed } = await trigger();
    expect(replayed).toBe(false);
    expect((await trigger()).replayed).toBe(true);
    await constellation.query("DELETE FROM deliveries WHERE id = ?", [parsePrefixedId("dlv", deliveryId)]);
    const again = await trigger();
    expect(again.replayed).toBe(false);
    expect(again.deliveryId).not.toBe(deliveryId);
  });
});
