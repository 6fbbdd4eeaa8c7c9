import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Owner } from "../../../services/store/accounts/owner.ts";
import { purgeDeliveries } from "../../../services/store/retention/purge-deliveries.ts";
import {
  latestCutOff,
  loadRetention,
  type Retention,
  retentionCutOff,
} from "../../../services/store/retention/retention.ts";
import { emptyTables } from "../fixtures/empty-tables.ts";
import { today as now, oneShotOfOld } from "../fixtures/one-shot-of-old.ts";
import { newOwner } from "../fixtures/rows.ts";
import { openStoreUnderTest, type StoreUnderTest } from "../fixtures/store-under-test.ts";

const dayMs = 86_400_000;
const thirtyDays: Retention = { days: 30, daysByProject: new Map() };
let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStoreUnderTest();
});
beforeEach(() => emptyTables(store));
afterEach(() => store.releaseLocks());
afterAll(() => store.close());

const oneShot = (owner: Owner, daysOld: number, attempts?: number, isOpen?: boolean) =>
  oneShotOfOld(store, owner, daysOld, attempts, isOpen);
const count = async (table: string) =>
  (await store.query(`SELECT COUNT(*) AS count FROM ${table}`))[0]?.count;

/** Purges everything; returns the number of deleted rows and of steps. */
async function purgeAll(retention = thirtyDays): Promise<{ purged: number; steps: number }> {
  let at: Buffer | null = Buffer.alloc(16);
  let purged = 0;
  let steps = 0;
  while (at) {
    const step = await purgeDeliveries(store.dispatcher, retention, now, at);
    purged += step.purged;
    steps++;
    at = step.next;
  }
  return { purged, steps };
}

describe("the purge of deliveries", () => {
  it("takes what was settled before the cut-off, with its attempts, and leaves what is younger", async () => {
    const owner = newOwner();
    await oneShot(owner, 31, 3);
    await oneShot(owner, 30.1);
    const young = await oneShot(owner, 29.9, 2);
    expect(await purgeAll()).toMatchObject({ purged: 2 });
    expect(await store.query("SELECT id FROM deliveries")).toEqual([{ id: young.id }]);
    expect(await count("attempts")).toBe(2);
  });

  it("passes over open deliveries, and over old ones that were settled lately", async () => {
    const owner = newOwner();
    const open = await oneShot(owner, 400, 0, true);
    const late = await oneShot(owner, 300);
    await store.query("UPDATE deliveries SET completed_at = ? WHERE id = ?", [now - dayMs, late.id]);
    await oneShot(owner, 200);
    expect(await purgeAll()).toMatchObject({ purged: 1 });
    expect(await store.query("SELECT id FROM deliveries ORDER BY id")).toEqual([
      { id: open.id },
      { id: late.id },
    ]);
  });

  it("deletes at most 200 rows in one transaction", async () => {
    const owner = newOwner();
    for (let index = 0; index < 15; index++) await oneShot(owner, 60 - index, 50);
    expect(await purgeAll()).toEqual({ purged: 15, steps: 5 });
    expect(await count("attempts")).toBe(0);
  });

  it("obeys what a project has set for itself", async () => {
    const [usual, short, long] = [newOwner(), newOwner(), newOwner()];
    for (const owner of [usual, short, long]) await oneShot(owner, 40);
    for (const owner of [usual, short, long]) await oneShot(owner, 10);
    for (const [{ projectId }, days] of [
      [usual, null],
      [short, 7],
      [long, 365],
    ] as const) {
      await store.query("INSERT INTO projects (id, name, retention_days, created_at) VALUES (?, 'p', ?, 1)", [
        projectId,
        days,
      ]);
    }
    const retention = await loadRetention(store.dispatcher, 30);
    expect(retentionCutOff(retention, short.projectId, now)).toBe(now - 7 * dayMs);
    expect(latestCutOff(retention, now)).toBe(now - 7 * dayMs);
    expect(await purgeAll(retention)).toMatchObject({ purged: 3 });
    const left = await store.query("SELECT COUNT(*) AS count FROM deliveries WHERE project_id = ?", [
      long.projectId,
    ]);
    expect(left[0]?.count).toBe(2);
  });

  it("by two at once takes everything once, and neither waits for the other", async () => {
    const owner = newOwner();
    for (let index = 0; index < 40; index++) await oneShot(owner, 31 + index, 20);
    const [one, other] = await Promise.all([purgeAll(), purgeAll()]);
    expect(one.purged + other.purged).toBe(40);
    expect(await count("deliveries")).toBe(0);
  });

  it("leaves what somebody has locked to the next walk", async () => {
    const owner = newOwner();
    const { id } = await oneShot(owner, 31);
    await oneShot(owner, 32);
    const held = await store.holdLocks("SELECT 1 FROM deliveries WHERE id = ? FOR UPDATE", [id]);
    expect(await purgeAll()).toMatchObject({ purged: 1 });
    await held.commit();
    expect(await purgeAll()).toMatchObject({ purged: 1 });
  });
});
