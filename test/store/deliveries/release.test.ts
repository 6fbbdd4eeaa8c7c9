import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  type ClaimedDelivery,
  claimDueDeliveries,
} from "../../../services/store/deliveries/claim/claim-due-deliveries.ts";
import { releaseDeliveries } from "../../../services/store/deliveries/claim/release-deliveries.ts";
import type { DeliveryReason } from "../../../services/store/deliveries/delivery-reasons.ts";
import type { ScheduleRecord } from "../../../services/store/schedules/schedule-record.ts";
import { deliveryRow, scheduleRow } from "../fixtures/delivery-row.ts";
import { aClaim, aSchedule, beginAll, madeAt, newOwner, write } from "../fixtures/rows.ts";
import { openStoreUnderTest, type StoreUnderTest } from "../fixtures/store-under-test.ts";

const dueAt = madeAt + 60_000;
const _lapsedAt = dueAt + 500_000;
const holder = randomBytes(16);
let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStoreUnderTest();
});
afterAll(() => store.close());
beforeEach(() => store.query("DELETE FROM deliveries"));

async function claimed(changes: Partial<ScheduleRecord> = {}, owner = newOwner()) {
  const created = aSchedule(owner, [dueAt], changes);
  await write(store.scheduler, created);
  const [delivery] = await claimDueDeliveries(store.dispatcher, aClaim(holder, dueAt + 1_000));
  if (!delivery) throw new Error("nothing claimed");
  return { delivery, schedule: created.schedule };
}

const begin = (delivery: ClaimedDelivery) => beginAll(store.dispatcher, holder, [delivery], dueAt);
const release = (delivery: ClaimedDelivery, claimAt: number, reason: DeliveryReason | null = null) =>
  releaseDeliveries(store.dispatcher, holder, [delivery], claimAt, reason, dueAt + 50);
const mark = (delivery: ClaimedDelivery, reason: string) =>
  store.query("UPDATE deliveries SET reason = ? WHERE id = ?", [reason, delivery.id]);

describe("a release", () => {
  for (const [claimAt, expected] of [
    [0, dueAt],
    [dueAt + 5_000, dueAt + 5_000],
    [dueAt + 90_000, dueAt + 60_000],
  ] as const) {
    it(`asked for ${claimAt - dueAt} ms after the due time is claimed again ${expected - dueAt} ms after it: not before it is due, no later than it expires`, async () => {
      const { delivery } = await claimed({ ttlMs: 60_000 });
      await release(delivery, claimAt, "concurrency");
      expect(await deliveryRow(store, delivery.id)).toMatchObject({
        state: "scheduled",
        holder: null,
        claim_at: expected,
        reason: "concurrency",
        attempt_count: 0,
      });
    });
  }

  it("of one that had begun takes its attempt back", async () => {
    const { delivery } = await claimed();
    await begin(delivery);
    await release(delivery, 0);
    expect(await deliveryRow(store, delivery.id)).toMatchObject({ state: "scheduled", attempt_count: 0 });
  });

  it("of a retry that had begun leaves it a retry with the attempts it had", async () => {
    const { delivery } = await claimed();
    await store.query("UPDATE deliveries SET attempt_count = 3, state = 'retrying' WHERE id = ?", [
      delivery.id,
    ]);
    await begin(delivery);
    await release(delivery, 0);
    expect(await deliveryRow(store, delivery.id)).toMatchObject({ state: "retrying", attempt_count: 3 });
  });

  it("with a stale fence changes nothing", async () => {
    const { delivery } = await claimed();
    const before = await deliveryRow(store, delivery.id);
    await release({ ...delivery, fence: delivery.fence - 1 }, 0);
    await releaseDeliveries(store.dispatcher, randomBytes(16), [delivery], 0, null, dueAt);
    expect(await deliveryRow(store, delivery.id)).toEqual(before);
  });

  for (const reason of ["canceled", "rescheduled"]) {
    it(`ends what was ${reason} while it had begun: it is never sent`, async () => {
      const { delivery, schedule } = await claimed({ kind: "interval" });
      await begin(delivery);
      await mark(delivery, reason);
      await release(delivery, 0);
      expect(await deliveryRow(store, delivery.id)).toMatchObject({
        state: "canceled",
        reason,
        attempt_count: 0,
        completed_at: dueAt + 50,
        claim_at: null,
      });
      expect(await scheduleRow(store, schedule.id)).toMatchObject({ state: "completed", run_count: 0 });
    });
  }

  it("holds back what was paused while it had begun", async () => {
    const { delivery } = await claimed({ kind: "interval", emitAt: dueAt });
    await begin(delivery);
    await mark(delivery, "paused");
    await release(delivery, 0, "concurrency");
    expect(await deliveryRow(store, delivery.id)).toMatchObject({
      state: "scheduled",
      reason: "paused",
      claim_at: null,
    });
  });
});
