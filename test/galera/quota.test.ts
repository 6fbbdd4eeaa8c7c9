import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newUlid } from "../../services/runtime/ulid.ts";
import { loadUsage } from "../../services/store/quota/load-usage.ts";
import { takeQuota } from "../../services/store/quota/take-quota.ts";
import type { Store } from "../../services/store/session/connect.ts";
import { type ClusterUnderTest, startClusterUnderTest } from "./fixtures/cluster-under-test.ts";

const period = 202_611;
let running: ClusterUnderTest;
beforeAll(async () => {
  running = await startClusterUnderTest();
});
afterAll(() => running[Symbol.asyncDispose]());

/** Takes as a create does; returns how many it may make. */
function take(store: Store, accountId: Buffer, count: number, most: number): Promise<number> {
  return store.transact(async (transaction) => {
    const key = accountId.toString("hex");
    const scheduled = (await loadUsage(transaction, [accountId], period)).get(key)?.scheduled ?? 0;
    const taken = await takeQuota(transaction, period, [{ accountId, count, scheduled, most }]);
    return taken.get(key)?.count ?? 0;
  });
}

describe("creates of one account on three nodes", () => {
  it("make exactly what its limit allows", async () => {
    for (let round = 0; round < 5; round++) {
      const id = newUlid(Date.now());
      await running.stores[0].change("INSERT INTO accounts (id, plan, created_at) VALUES (?, 'free', 1)", [
        id,
      ]);
      for (const store of running.stores) {
        await expect.poll(async () => (await loadUsage(store, [id], period)).size).toBe(1);
      }
      const onNode = async (store: Store) => {
        let made = 0;
        for (let turn = 0; turn < 10; turn++) made += await take(store, id, 3, 50);
        return made;
      };
      const made = await Promise.all(running.stores.map(onNode));
      expect(made.reduce((sum, one) => sum + one)).toBe(50);
    }
  }, 120_000);
});
