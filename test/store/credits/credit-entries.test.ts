import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newUlid } from "../../../services/runtime/ulid.ts";
import { insertCreditEntry } from "../../../services/store/credits/credit-entries.ts";
import { topUpSchedule } from "../../../services/store/credits/top-up-schedule.ts";
import { purgeSchedules } from "../../../services/store/retention/purge-schedules.ts";
import { isDuplicate } from "../../../services/store/session/store-errors.ts";
import { emptyTables } from "../fixtures/empty-tables.ts";
import { anEntry, writePrepaid } from "../fixtures/prepaid-rows.ts";
import { aSchedule, madeAt, newOwner, write } from "../fixtures/rows.ts";
import { openStoreUnderTest, type StoreUnderTest } from "../fixtures/store-under-test.ts";

const now = madeAt + 60_000;
const holder = randomBytes(16);
let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStoreUnderTest();
});
afterAll(() => store.close());
beforeEach(() => emptyTables(store));

const grant = (owner: ReturnType<typeof newOwner>, id: Buffer, runs: number) =>
  store.scheduler.transact((transaction) =>
    topUpSchedule(transaction, owner, anEntry(id, runs, now), () => undefined),
  );

describe("entries of credits", () => {
  it("are not for a schedule that is not prepaid, nor for another owner's", async () => {
    const owner = newOwner();
    const plain = aSchedule(owner, [now], { kind: "interval", emitAt: now });
    await write(store.scheduler, plain);
    expect(await grant(owner, plain.schedule.id, 5)).toBe(false);
    const [paid] = await writePrepaid(store, owner, 1, 1, [now]);
    expect(await grant(newOwner(), paid?.schedule.id ?? holder, 5)).toBe(false);
    expect(await store.query("SELECT runs FROM credit_entries")).toEqual([{ runs: 1 }]);
  });

  it("of one payment are entered once", async () => {
    const purchase = {
      ...anEntry(randomBytes(16), 5),
      kind: "purchase",
      paymentId: randomBytes(16),
    } as const;
    await insertCreditEntry(store.scheduler, purchase);
    const again = insertCreditEntry(store.scheduler, { ...purchase, id: newUlid(madeAt) });
    await expect(again).rejects.toSatisfy(isDuplicate);
  });

  it("go with their schedule when it is purged; one exhausted for a year is named", async () => {
    const owner = newOwner();
    const [gone, old, young] = await Promise.all(
      [1, 2, 3].map(
        async () => (await writePrepaid(store, owner, 1, 1, [], { emitAt: null }))[0]?.schedule.id,
      ),
    );
    const dayMs = 86_400_000;
    await store.query("UPDATE schedules SET state = 'canceled', ended_at = 1 WHERE id = ?", [gone ?? null]);
    await store.query("UPDATE schedules SET state = 'exhausted' WHERE id IN (?)", [[old ?? "", young ?? ""]]);
    await store.query("UPDATE schedules SET updated_at = ? WHERE id = ?", [
      madeAt + 40 * dayMs,
      young ?? null,
    ]);
    const later = madeAt + 366 * dayMs;
    const retention = { days: 30, daysByProject: new Map() };
    const step = await purgeSchedules(store.scheduler, retention, later, Buffer.alloc(16));
    expect(step).toMatchObject({ purged: 1, abandoned: [{ ...owner, id: old }] });
    expect(await store.query("SELECT COUNT(*) AS n FROM credits")).toEqual([{ n: 2 }]);
    expect(await store.query("SELECT COUNT(*) AS n FROM credit_entries")).toEqual([{ n: 2 }]);
  });
});
