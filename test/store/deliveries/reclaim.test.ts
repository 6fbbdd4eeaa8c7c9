import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { listAttempts } from "../../../services/store/attempts/list-attempts.ts";
import { settleDeliveries } from "../../../services/store/deliveries/attempt/settle-deliveries.ts";
import {
  type ClaimedDelivery,
  claimDueDeliveries,
} from "../../../services/store/deliveries/claim/claim-due-deliveries.ts";
import {
  type InterruptedVerdict,
  reclaimLapsedDeliveries,
} from "../../../services/store/deliveries/claim/reclaim-lapsed-deliveries.ts";
import type { ScheduleRecord } from "../../../services/store/schedules/schedule-record.ts";
import { deliveryRow, scheduleRow } from "../fixtures/delivery-row.ts";
import {
  aClaim,
  anAttempt,
  aSchedule,
  aSettlement,
  beginAll,
  madeAt,
  newOwner,
  write,
} from "../fixtures/rows.ts";
import { openStoreUnderTest, type StoreUnderTest } from "../fixtures/store-under-test.ts";

const dueAt = madeAt + 60_000;
const lapsedAt = dueAt + 500_000;
const holder = randomBytes(16);
let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStoreUnderTest();
});
afterAll(() => store.close());
beforeEach(async () => {
  store.setTime(dueAt);
  await store.query("DELETE FROM deliveries");
});

async function claimed(changes: Partial<ScheduleRecord> = {}, owner = newOwner()) {
  const created = aSchedule(owner, [dueAt], changes);
  await write(store.scheduler, created);
  const [delivery] = await claimDueDeliveries(store.dispatcher, aClaim(holder, dueAt + 1_000));
  if (!delivery) throw new Error("nothing claimed");
  return { delivery, schedule: created.schedule };
}

const begin = (delivery: ClaimedDelivery) => beginAll(store.dispatcher, holder, [delivery], dueAt);
const mark = (delivery: ClaimedDelivery, reason: string) =>
  store.query("UPDATE deliveries SET reason = ? WHERE id = ?", [reason, delivery.id]);

function verdict(delivery: ClaimedDelivery, state: InterruptedVerdict["state"]): InterruptedVerdict {
  const attempt = anAttempt(delivery, {
    outcome: state === "retrying" ? "retry" : "failed",
    statusCode: null,
    errorCode: "interrupted",
  });
  return { state, attempt };
}

const reclaim = (delivery: ClaimedDelivery, state: InterruptedVerdict["state"] = "retrying") => {
  store.setTime(lapsedAt);
  return reclaimLapsedDeliveries(store.dispatcher, lapsedAt, 10, () => verdict(delivery, state));
};

describe("a reclaim", () => {
  it("leaves leases alone that have not run out", async () => {
    const { delivery } = await claimed();
    const before = await deliveryRow(store, delivery.id);
    const pass = await reclaimLapsedDeliveries(store.dispatcher, dueAt + 1, 10, () =>
      verdict(delivery, "retrying"),
    );
    expect(pass).toEqual({ returned: 0, interrupted: 0 });
    expect(await deliveryRow(store, delivery.id)).toEqual(before);
  });

  it("gives back what was claimed and not begun as if nobody had claimed it, but for the fence", async () => {
    const { delivery } = await claimed();
    expect(await reclaim(delivery)).toEqual({ returned: 1, interrupted: 0 });
    expect(await deliveryRow(store, delivery.id)).toMatchObject({
      state: "scheduled",
      claim_at: dueAt,
      attempt_count: 0,
      fence: delivery.fence + 1,
    });
  });

  it("records the attempt that was begun as interrupted and tries again at once", async () => {
    const owner = newOwner();
    const { delivery } = await claimed({}, owner);
    await begin(delivery);
    expect(await reclaim(delivery)).toEqual({ returned: 0, interrupted: 1 });
    expect(await deliveryRow(store, delivery.id)).toMatchObject({
      state: "retrying",
      claim_at: lapsedAt,
      attempt_count: 1,
      fence: delivery.fence + 1,
    });
    const attempts = await listAttempts(store.dispatcher, owner, { deliveryId: delivery.id }, null, 10);
    expect(attempts).toMatchObject([{ number: 1, errorCode: "interrupted", outcome: "retry" }]);
  });

  it("makes the slow dispatcher's settlement stale: one attempt is written, not two", async () => {
    const owner = newOwner();
    const { delivery } = await claimed({}, owner);
    await begin(delivery);
    await reclaim(delivery);
    const settled = await settleDeliveries(
      store.dispatcher,
      holder,
      [aSettlement(delivery, "succeeded")],
      lapsedAt,
    );
    expect(settled).toBe(0);
    expect(await listAttempts(store.dispatcher, owner, { deliveryId: delivery.id }, null, 10)).toHaveLength(
      1,
    );
  });

  it("of the last attempt dead-letters it and completes its one-shot", async () => {
    const { delivery, schedule } = await claimed();
    await begin(delivery);
    await reclaim(delivery, "dead_lettered");
    expect(await deliveryRow(store, delivery.id)).toMatchObject({ state: "dead_lettered", reason: null });
    expect(await scheduleRow(store, schedule.id)).toMatchObject({ state: "completed", run_count: 1 });
  });

  for (const [reason, state] of [
    ["canceled", "canceled"],
    ["rescheduled", "canceled"],
    ["paused", "retrying"],
  ] as const) {
    it(`makes ${state} of what was ${reason} on the wire, and nothing claims it`, async () => {
      const { delivery } = await claimed({ kind: "cron", emitAt: dueAt });
      await begin(delivery);
      await mark(delivery, reason);
      await reclaim(delivery);
      expect(await deliveryRow(store, delivery.id)).toMatchObject({ state, reason, claim_at: null });
    });
  }

  it("by two dispatchers at once takes each delivery once", async () => {
    const owner = newOwner();
    await write(store.scheduler, ...Array.from({ length: 30 }, () => aSchedule(owner, [dueAt])));
    await claimDueDeliveries(store.dispatcher, aClaim(holder, dueAt + 1_000));
    store.setTime(lapsedAt);
    const passes = await Promise.all(
      [1, 2, 3].map(() =>
        reclaimLapsedDeliveries(store.dispatcher, lapsedAt, 30, () => {
          throw new Error("none has begun");
        }),
      ),
    );
    expect(passes.reduce((sum, { returned }) => sum + returned, 0)).toBe(30);
    const [row] = await store.query("SELECT MAX(fence) AS fence, COUNT(claim_at) AS free FROM deliveries");
    expect(row).toMatchObject({ fence: 2, free: 30 });
  });
});
