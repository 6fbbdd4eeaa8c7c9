import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { settleDeliveries } from "../../../services/store/deliveries/attempt/settle-deliveries.ts";
import { deliveryRow, deliveryRows } from "../fixtures/delivery-row.ts";
import { cancelAll, change, dueAt, holder, now, recurring } from "../fixtures/recurring-schedule.ts";
import { aSettlement, beginAll } from "../fixtures/rows.ts";
import { openStoreUnderTest, type StoreUnderTest } from "../fixtures/store-under-test.ts";

let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStoreUnderTest();
});
afterAll(() => store.close());
afterEach(() => store.releaseLocks());

describe("a cancel that meets something else at the same time", () => {
  it("leaves nothing open when an attempt on the wire fails meanwhile and turns into a retry", async () => {
    const { owner, id, claim, deliveries } = await recurring(store);
    const [claimed] = await claim();
    if (!claimed) throw new Error("nothing claimed");
    await beginAll(store.dispatcher, holder, [claimed], dueAt);
    // The settlement waits for the delivery's lock, so it moves dispatching → retrying while the cancel waits.
    const locks = await store.holdLocks("SELECT id FROM deliveries WHERE id = ? FOR UPDATE", [claimed.id]);
    const settling = settleDeliveries(store.dispatcher, holder, [aSettlement(claimed, "retrying")], now);
    await store.untilSomebodyWaitsFor("deliveries", 1);
    const canceling = change(store, owner, id, cancelAll);
    await store.untilSomebodyWaitsFor("deliveries", 2);
    await locks.commit();
    await Promise.all([settling, canceling]);
    expect(await deliveryRow(store, deliveries[0]?.id)).toMatchObject({ state: "canceled", claim_at: null });
  });

  it("leaves nothing open in any order of many cancels, begins and settlements", async () => {
    const runs = await Promise.all(Array.from({ length: 20 }, () => recurring(store)));
    await Promise.all(
      runs.map(async ({ owner, id, claim }) => {
        const claimed = await claim();
        const sending = async () => {
          const begun = await beginAll(store.dispatcher, holder, claimed, dueAt);
          const sent = claimed.filter((each) => begun.has(each.id.toString("hex")));
          await settleDeliveries(
            store.dispatcher,
            holder,
            sent.map((each) => aSettlement(each, "retrying")),
            now,
          );
        };
        await Promise.all([sending(), change(store, owner, id, cancelAll)]);
      }),
    );
    for (const { id } of runs) {
      const states = (await deliveryRows(store, id)).map(({ state }) => state);
      expect(states).toEqual(["canceled"]);
    }
  });

  it("comes after another change of the same schedule, and sees what that made", async () => {
    const { owner, id } = await recurring(store);
    const locks = await store.holdLocks("SELECT id FROM schedules WHERE id = ? FOR UPDATE", [id]);
    const canceling = change(store, owner, id, cancelAll);
    await store.untilSomebodyWaitsFor("schedules");
    await locks.run("UPDATE schedules SET version = 7, name = 'meanwhile' WHERE id = ?", [id]);
    await locks.commit();
    expect(await canceling).toMatchObject({ state: "canceled", name: "meanwhile", version: 8 });
  });
});
