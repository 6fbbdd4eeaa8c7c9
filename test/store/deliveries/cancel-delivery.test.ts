import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Owner } from "../../../services/store/accounts/owner.ts";
import { cancelDelivery } from "../../../services/store/deliveries/cancel-delivery.ts";
import { deliveryRow, scheduleRow } from "../fixtures/delivery-row.ts";
import { aSchedule, madeAt, newOwner, write } from "../fixtures/rows.ts";
import { openStoreUnderTest, type StoreUnderTest } from "../fixtures/store-under-test.ts";

const dueAt = madeAt + 60_000;
let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStoreUnderTest();
});
afterAll(() => store.close());
beforeEach(() => store.query("DELETE FROM deliveries"));

describe("canceling a delivery", () => {
  const cancel = async (owner: Owner, id: Buffer | undefined) =>
    cancelDelivery(store.dispatcher, owner, id ?? Buffer.alloc(0), dueAt, () => true);

  it("cancels the one-shot that it was all of", async () => {
    const owner = newOwner();
    const { schedule, request, deliveries } = aSchedule(owner, [dueAt]);
    await write(store.scheduler, { schedule, request, deliveries });
    await cancel(owner, deliveries[0]?.id);
    expect(await scheduleRow(store, schedule.id)).toMatchObject({ state: "canceled", run_count: 0 });
  });

  it("leaves a one-shot active while its other occurrence is open", async () => {
    const owner = newOwner();
    const created = aSchedule(owner, [dueAt, dueAt + 3_600_000]);
    await write(store.scheduler, created);
    await cancel(owner, created.deliveries[0]?.id);
    expect(await scheduleRow(store, created.schedule.id)).toMatchObject({ state: "active" });
    await cancel(owner, created.deliveries[1]?.id);
    expect(await scheduleRow(store, created.schedule.id)).toMatchObject({ state: "canceled" });
  });

  it("leaves a recurring schedule active, which loses this occurrence only", async () => {
    const owner = newOwner();
    const created = aSchedule(owner, [dueAt], { kind: "interval", emitAt: dueAt });
    await write(store.scheduler, created);
    await cancel(owner, created.deliveries[0]?.id);
    expect(await scheduleRow(store, created.schedule.id)).toMatchObject({ state: "active", run_count: 0 });
  });

  it("of another owner or mode finds nothing", async () => {
    const owner = newOwner("test");
    const created = aSchedule(owner, [dueAt]);
    await write(store.scheduler, created);
    const [delivery] = created.deliveries;
    expect(await cancel(newOwner(), delivery?.id)).toBeNull();
    expect(await cancel({ ...owner, mode: "live" }, delivery?.id)).toBeNull();
    expect(await deliveryRow(store, delivery?.id)).toMatchObject({ state: "scheduled" });
  });
});
