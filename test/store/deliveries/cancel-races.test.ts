import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Owner } from "../../../services/store/accounts/owner.ts";
import { settleDeliveries } from "../../../services/store/deliveries/attempt/settle-deliveries.ts";
import { claimDueDeliveries } from "../../../services/store/deliveries/claim/claim-due-deliveries.ts";
import type { OpenDelivery } from "../../../services/store/deliveries/lock-open-deliveries.ts";
import { changeSchedule, type ScheduleChange } from "../../../services/store/schedules/change-schedule.ts";
import type { ScheduleRecord } from "../../../services/store/schedules/schedule-record.ts";
import { deliveryRow, deliveryRows } from "../fixtures/delivery-row.ts";
import { aClaim, aSchedule, aSettlement, beginAll, madeAt, newOwner, write } from "../fixtures/rows.ts";
import { openStoreUnderTest, type StoreUnderTest } from "../fixtures/store-under-test.ts";

const dueAt = madeAt + 60_000;
const now = dueAt + 200;
const holder = randomBytes(16);
let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStoreUnderTest();
});
afterAll(() => store.close());
afterEach(() => store.releaseLocks());

type Decide = (schedule: ScheduleRecord, open: readonly OpenDelivery[]) => ScheduleChange | null;

const change = (owner: Owner, id: Buffer, decide: Decide) =>
  changeSchedule(store.scheduler, owner, id, now, decide);

/** Cancels a schedule and all its open deliveries. */
const cancelAll: Decide = (schedule, open) => ({
  schedule: { ...schedule, state: "canceled", emitAt: null, endedAt: now },
  request: null,
  cancel: {
    ids: open.filter(({ state }) => state !== "dispatching").map(({ id }) => id),
    reason: "schedule_canceled",
  },
  mark: {
    ids: open.filter(({ state }) => state === "dispatching").map(({ id }) => id),
    reason: "canceled",
  },
});

async function recurring(changes: Partial<ScheduleRecord> = {}, dueAts = [dueAt]) {
  const owner = newOwner();
  const created = aSchedule(owner, dueAts, { kind: "interval", emitAt: dueAt + 1_000, ...changes });
  await write(store.scheduler, created);
  const claim = () =>
    claimDueDeliveries(store.dispatcher, { ...aClaim(holder, dueAt + 1), projectId: owner.projectId });
  return {
    owner,
    id: created.schedule.id,
    schedule: created.schedule,
    deliveries: created.deliveries,
    claim,
  };
}

describe("a cancel that meets something else at the same time", () => {
  it("leaves nothing open when an attempt on the wire fails meanwhile and turns into a retry", async () => {
    const { owner, id, claim, deliveries } = await recurring();
    const [claimed] = await claim();
    if (!claimed) throw new Error("nothing claimed");
    await beginAll(store.dispatcher, holder, [claimed], dueAt);
    // The settlement waits for the delivery's lock, so it moves dispatching → retrying while the cancel waits.
    const locks = await store.holdLocks("SELECT id FROM deliveries WHERE id = ? FOR UPDATE", [claimed.id]);
    const settling = settleDeliveries(store.dispatcher, holder, [aSettlement(claimed, "retrying")], now);
    await store.untilSomebodyWaitsFor("deliveries", 1);
    const canceling = change(owner, id, cancelAll);
    await store.untilSomebodyWaitsFor("deliveries", 2);
    await locks.commit();
    await Promise.all([settling, canceling]);
    expect(await deliveryRow(store, deliveries[0]?.id)).toMatchObject({ state: "canceled", claim_at: null });
  });

  it("leaves nothing open in any order of many cancels, begins and settlements", async () => {
    const runs = await Promise.all(Array.from({ length: 20 }, () => recurring()));
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
        await Promise.all([sending(), change(owner, id, cancelAll)]);
      }),
    );
    for (const { id } of runs) {
      const states = (await deliveryRows(store, id)).map(({ state }) => state);
      expect(states).toEqual(["canceled"]);
    }
  });

  it("comes after another change of the same schedule, and sees what that made", async () => {
    const { owner, id } = await recurring();
    const locks = await store.holdLocks("SELECT id FROM schedules WHERE id = ? FOR UPDATE", [id]);
    const canceling = change(owner, id, cancelAll);
    await store.untilSomebodyWaitsFor("schedules");
    await locks.run("UPDATE schedules SET version = 7, name = 'meanwhile' WHERE id = ?", [id]);
    await locks.commit();
    expect(await canceling).toMatchObject({ state: "canceled", name: "meanwhile", version: 8 });
  });
});
