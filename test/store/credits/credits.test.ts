import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { topUpSchedule } from "../../../services/store/credits/top-up-schedule.ts";
import { settleDeliveries } from "../../../services/store/deliveries/attempt/settle-deliveries.ts";
import { cancelDelivery } from "../../../services/store/deliveries/cancel-delivery.ts";
import { claimDueDeliveries } from "../../../services/store/deliveries/claim/claim-due-deliveries.ts";
import { releaseDeliveries } from "../../../services/store/deliveries/claim/release-deliveries.ts";
import { changeSchedule } from "../../../services/store/schedules/change-schedule.ts";
import { type Emitted, emitDueOccurrences } from "../../../services/store/schedules/emit-due-occurrences.ts";
import type { ScheduleRecord } from "../../../services/store/schedules/schedule-record.ts";
import type { Store } from "../../../services/store/session/connect.ts";
import { deliveryRows, scheduleRow } from "../fixtures/delivery-row.ts";
import { emptyTables } from "../fixtures/empty-tables.ts";
import { recording } from "../fixtures/explain.ts";
import { anEntry, creditsOf, writePrepaid } from "../fixtures/prepaid-rows.ts";
import {
  aClaim,
  aDelivery,
  aSchedule,
  aSettlement,
  beginAll,
  madeAt,
  newOwner,
  write,
} from "../fixtures/rows.ts";
import { openStoreUnderTest, type StoreUnderTest } from "../fixtures/store-under-test.ts";

const now = madeAt + 60_000;
const holder = randomBytes(16);
let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStoreUnderTest();
});
afterAll(() => store.close());
afterEach(() => store.releaseLocks());
beforeEach(() => emptyTables(store));

/** Plans up to `most` more occurrences, as many as there are credits for, and comes back at once. */
const upTo =
  (most: number) =>
  (schedule: ScheduleRecord): Emitted => {
    const count = Math.min(most, schedule.creditsLeft ?? most);
    const last = schedule.plannedThrough ?? now;
    const deliveries = Array.from({ length: count }, (_, place) =>
      aDelivery(schedule, last + 60_000 * (place + 1)),
    );
    const through = last + 60_000 * count;
    return { deliveries, plannedCount: 0, plannedThrough: through, emitAt: now, state: schedule.state };
  };

const emit = (on: Store = store.scheduler, limit = 200) => emitDueOccurrences(on, now, limit, upTo(3));

const grant = (owner: ReturnType<typeof newOwner>, id: Buffer, runs: number) =>
  store.scheduler.transact((transaction) =>
    topUpSchedule(transaction, owner, anEntry(id, runs, now), () => undefined),
  );

describe("credits", () => {
  it("are taken for two hundred schedules with two statements, and for others with none", async () => {
    await writePrepaid(store, newOwner(), 200, 5, [now]);
    const paid = recording(store.scheduler);
    expect(await emit(paid.store)).toEqual({ schedules: 200, deliveries: 600 });
    await emptyTables(store);
    const plainOnes = Array.from({ length: 200 }, () =>
      aSchedule(newOwner(), [now], { kind: "interval", emitAt: now }),
    );
    await write(store.scheduler, ...plainOnes);
    const plain = recording(store.scheduler);
    expect(await emit(plain.store)).toEqual({ schedules: 200, deliveries: 600 });
    expect(plain.recorded.filter(({ sql }) => /credits/.test(sql))).toEqual([]);
    expect(paid.recorded.length - plain.recorded.length).toBe(2);
  });

  it("are never passed by six emitters at once, whatever is granted meanwhile", async () => {
    const owner = newOwner();
    const made = await writePrepaid(store, owner, 30, 10, [now]);
    const grants = made.map(
      ({ schedule }) =>
        () =>
          grant(owner, schedule.id, 2),
    );
    for (let round = 0; round < 6; round++) {
      const work = [1, 2, 3, 4, 5, 6].map(() => emit(store.scheduler, 20));
      await Promise.all([...work, ...grants.slice(round * 5, round * 5 + 5).map((each) => each())]);
    }
    for (let pass = 0; pass < 4; pass++) await emit();
    for (const { schedule } of made) {
      const rows = await deliveryRows(store, schedule.id);
      expect(await creditsOf(store, schedule.id)).toEqual({ total: 12, taken: rows.length, entered: 12 });
      expect(rows).toHaveLength(12);
    }
  });

  it("that are taken beyond the total undo the pass", async () => {
    const [one] = await writePrepaid(store, newOwner(), 1, 2, [now]);
    const tooMany = emitDueOccurrences(store.scheduler, now, 10, (schedule) =>
      upTo(2)({ ...schedule, creditsLeft: 2 }),
    );
    await expect(tooMany).rejects.toThrow(/credits_taken/);
    const id = one?.schedule.id ?? holder;
    expect(await creditsOf(store, id)).toMatchObject({ taken: 1 });
    expect(await deliveryRows(store, id)).toHaveLength(1);
  });

  it("come back once when a delivery is skipped, canceled or given up before an attempt, and not after one", async () => {
    const owner = newOwner();
    const [one] = await writePrepaid(store, owner, 1, 4, [now - 3, now - 2, now - 1, now]);
    const id = one?.schedule.id ?? holder;
    const claimed = await claimDueDeliveries(store.dispatcher, aClaim(holder, now + 1));
    const [skipped, released, sent, canceled] = claimed;
    if (!skipped || !released || !sent || !canceled) throw new Error("not all were claimed");
    const skip = { ...aSettlement(skipped, "skipped", { reason: "overlap" }), attempt: null };
    expect(await settleDeliveries(store.dispatcher, holder, [skip], now)).toBe(1);
    expect(await settleDeliveries(store.dispatcher, holder, [skip], now)).toBe(0);
    expect(await creditsOf(store, id)).toMatchObject({ taken: 3 });
    await beginAll(store.dispatcher, holder, [released, sent], now);
    await store.query("UPDATE deliveries SET reason = 'rescheduled' WHERE id = ?", [released.id]);
    await releaseDeliveries(store.dispatcher, holder, [released], 0, null, now);
    expect(await creditsOf(store, id)).toMatchObject({ taken: 2 });
    await cancelDelivery(store.dispatcher, owner, canceled.id, now, () => true);
    expect(await creditsOf(store, id)).toMatchObject({ taken: 1 });
    await settleDeliveries(store.dispatcher, holder, [aSettlement(sent, "dead_lettered")], now);
    expect(await creditsOf(store, id)).toMatchObject({ taken: 1 });
  });

  it("come back with a change that ends deliveries, and are taken by those that it writes", async () => {
    const owner = newOwner();
    const [one] = await writePrepaid(store, owner, 1, 4, [now + 1, now + 2, now + 3]);
    const id = one?.schedule.id ?? holder;
    const changed = await changeSchedule(store.scheduler, owner, id, now, (schedule, open) => {
      expect(schedule.creditsLeft).toBe(1);
      return {
        schedule: { ...schedule, plan: 1 },
        request: null,
        cancel: { ids: open.map((each) => each.id), reason: "rescheduled" },
        insert: [
          aDelivery({ ...schedule, plan: 1 }, now + 9),
          aDelivery({ ...schedule, plan: 1 }, now, { state: "skipped", reason: "misfire", claimAt: null }),
        ],
      };
    });
    expect(changed?.state).toBe("active");
    expect(await creditsOf(store, id)).toMatchObject({ total: 4, taken: 1 });
  });

  it("wake an exhausted schedule, and begin a new plan only where the old one has ended", async () => {
    const owner = newOwner();
    const exhausted = { state: "exhausted", plannedThrough: now } as const;
    const [waiting] = await writePrepaid(store, owner, 1, 1, [now], { ...exhausted, emitAt: now + 9_000 });
    const [ended] = await writePrepaid(store, owner, 1, 1, [now], { ...exhausted, emitAt: null });
    for (const made of [waiting, ended])
      expect(await grant(owner, made?.schedule.id ?? holder, 5)).toBe(true);
    const woken = { state: "active", emit_at: now, version: 2 };
    const row = (made: typeof waiting) => scheduleRow(store, made?.schedule.id ?? holder);
    expect(await row(waiting)).toMatchObject({ ...woken, plan: 0, planned_through: now });
    expect(await row(ended)).toMatchObject({ ...woken, plan: 1, planned_through: null });
    expect(await store.query("SELECT plan_from FROM schedules WHERE plan = 1")).toEqual([{ plan_from: now }]);
    expect(await store.query("SELECT plan, in_force_until FROM past_plans")).toEqual([
      { plan: 0, in_force_until: now },
    ]);
  });
});
