import { afterAll, beforeAll, expect, it } from "vitest";
import { insertCredits } from "../../services/store/credits/insert-credits.ts";
import { topUpSchedule } from "../../services/store/credits/top-up-schedule.ts";
import { cancelDelivery } from "../../services/store/deliveries/cancel-delivery.ts";
import { type Emitted, emitDueOccurrences } from "../../services/store/schedules/emit-due-occurrences.ts";
import { insertSchedules } from "../../services/store/schedules/insert-schedules.ts";
import type { ScheduleRecord } from "../../services/store/schedules/schedule-record.ts";
import type { Store } from "../../services/store/session/connect.ts";
import { anEntry } from "../store/fixtures/prepaid-rows.ts";
import { aDelivery, aSchedule, newOwner } from "../store/fixtures/rows.ts";
import { type ClusterUnderTest, startClusterUnderTest } from "./fixtures/cluster-under-test.ts";

const rounds = 30;
const now = Date.now();
let running: ClusterUnderTest;
let stores: readonly [Store, Store, Store];
beforeAll(async () => {
  running = await startClusterUnderTest();
  stores = running.stores;
});
afterAll(() => running[Symbol.asyncDispose]());

/** Plans one more occurrence if there is a credit for it, and comes back at once. */
function oneMore(schedule: ScheduleRecord): Emitted {
  const at = (schedule.plannedThrough ?? now) + 60_000;
  const paid = (schedule.creditsLeft ?? 0) > 0;
  return {
    deliveries: paid ? [aDelivery(schedule, at)] : [],
    plannedCount: 0,
    plannedThrough: paid ? at : schedule.plannedThrough,
    emitAt: now,
    state: schedule.state,
  };
}

it("credits are exact where one node emits, one cancels and one adds some", async () => {
  const owner = newOwner();
  const dueAt = now + 60_000;
  const made = aSchedule(owner, [dueAt], { kind: "interval", emitAt: now, creditsLeft: 0 });
  const { id } = made.schedule;
  await stores[0].transact(async (transaction) => {
    await insertSchedules(transaction, [made]);
    await insertCredits(transaction, owner.projectId, 1, anEntry(id, 5));
  });
  const emit = (store: Store) => emitDueOccurrences(store, now, 10, oneMore);
  const cancelOne = async (store: Store) => {
    const [open] = await store.rows("SELECT id FROM deliveries WHERE completed_at IS NULL LIMIT 1");
    if (open) await cancelDelivery(store, owner, open.id, now, ({ completedAt }) => completedAt === null);
  };
  const grant = (store: Store) =>
    store.transact((transaction) => topUpSchedule(transaction, owner, anEntry(id, 1, now), () => undefined));
  for (let round = 0; round < rounds; round++) {
    const [one, two, three] = stores;
    await Promise.all([emit(one), emit(two), cancelOne(two), cancelOne(three), grant(three)]);
    const [row] = await one.rows(
      `SELECT c.total, c.taken, (SELECT SUM(runs) FROM credit_entries) AS entered,
         (SELECT COUNT(*) FROM deliveries WHERE completed_at IS NULL) AS waiting
       FROM credits c`,
    );
    expect(Number(row?.entered), `round ${round}`).toBe(row?.total);
    expect(row?.waiting, `round ${round}`).toBe(row?.taken);
  }
  expect((await stores[0].rows("SELECT total FROM credits"))[0]?.total).toBe(5 + rounds);
});
