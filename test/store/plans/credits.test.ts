import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findCredits } from "../../../services/store/credits/find-credits.ts";
import { insertCredits } from "../../../services/store/credits/insert-credits.ts";
import { withCreditsLeft } from "../../../services/store/credits/lock-credits.ts";
import { releaseCredits } from "../../../services/store/credits/release-credits.ts";
import { takeCredits } from "../../../services/store/credits/take-credits.ts";
import { topUpSchedule } from "../../../services/store/credits/top-up-schedule.ts";
import { findScheduleOwner } from "../../../services/store/schedules/find-schedule-owner.ts";
import type { ScheduleRecord } from "../../../services/store/schedules/schedule-record.ts";
import { expectIndexed, explain, recording } from "../fixtures/explain.ts";
import { fillStore } from "../fixtures/many-rows.ts";
import { anEntry } from "../fixtures/prepaid-rows.ts";
import { madeAt, newOwner } from "../fixtures/rows.ts";
import { openStoreUnderTest, type StoreUnderTest } from "../fixtures/store-under-test.ts";

const owner = newOwner();
let store: StoreUnderTest;
/** Twenty prepaid schedules among five hundred. */
let some: ScheduleRecord[];
beforeAll(async () => {
  store = await openStoreUnderTest();
  const all = (await fillStore(store, [owner])).filter(({ kind }) => kind === "cron");
  await store.scheduler.transact(async (transaction) => {
    for (const { id } of all) await insertCredits(transaction, owner.projectId, 5, anEntry(id, 100));
  });
  await store.query("UPDATE schedules SET metered = 1 WHERE kind = 'cron'");
  await store.query("ANALYZE TABLE credits, schedules");
  some = all.slice(0, 20).map((schedule) => ({ ...schedule, creditsLeft: 0 }));
}, 30_000);
afterAll(() => store.close());

const ids = () => some.map(({ id }) => id);
const taken = () => ids().map((scheduleId) => ({ scheduleId, taken: 1 }));

describe("the plan of what has to do with credits", () => {
  it("locks, takes and tops up by primary key", async () => {
    const { store: scheduler, recorded } = recording(store.scheduler);
    await scheduler.transact(async (transaction) => {
      const [first] = await withCreditsLeft(transaction, some);
      expect(first?.creditsLeft).toBe(95);
      await takeCredits(transaction, taken(), madeAt);
    });
    const entry = anEntry(some[0]?.id ?? owner.projectId, 5);
    await scheduler.transact((transaction) => topUpSchedule(transaction, owner, entry, () => undefined));
    const read = await expectIndexed(store, recorded);
    expect([...read]).toEqual(expect.arrayContaining(["credits.PRIMARY", "c.PRIMARY"]));
    expect([...read]).not.toContain("credits.null");
  });

  it("gives credits back by primary keys", async () => {
    const rows = await store.query("SELECT id FROM deliveries WHERE schedule_id IN (?) LIMIT 20", [ids()]);
    const { store: dispatcher, recorded } = recording(store.dispatcher);
    const deliveryIds = rows.map(({ id }) => id);
    await dispatcher.transact((transaction) => releaseCredits(transaction, deliveryIds, madeAt));
    const [release] = recorded;
    const steps = release ? await explain(store, release.sql, release.bound) : [];
    expect(steps.filter(({ table }) => table === "c" || table === "deliveries")).toMatchObject([
      { table: "c", key: "PRIMARY" },
      { table: "deliveries", key: "PRIMARY", type: "range" },
    ]);
  });

  it("shows credits by primary key, and counts what waits by deliveries_of_schedule", async () => {
    const { store: scheduler, recorded } = recording(store.scheduler);
    expect((await findCredits(scheduler, ids())).size).toBe(20);
    expect(await findScheduleOwner(scheduler, some[0]?.id ?? owner.projectId)).toEqual(owner);
    expect([...(await expectIndexed(store, recorded))].sort()).toEqual([
      "a.attempts_by_schedule",
      "c.PRIMARY",
      "d.deliveries_of_schedule",
      "schedules.PRIMARY",
    ]);
  });
});
