import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { newUlid } from "../../../services/runtime/ulid.ts";
import { loadUsage } from "../../../services/store/quota/load-usage.ts";
import { mostUnseen, type QuotaRequest, takeQuota } from "../../../services/store/quota/take-quota.ts";
import { madeAt } from "../fixtures/rows.ts";
import { openStoreUnderTest, type StoreUnderTest } from "../fixtures/store-under-test.ts";

const period = 202611;
let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStoreUnderTest();
});
afterAll(() => store.close());
afterEach(() => store.releaseLocks());

async function newAccount(): Promise<Buffer> {
  const id = newUlid(madeAt);
  await store.query("INSERT INTO accounts (id, plan, created_at) VALUES (?, 'free', ?)", [id, madeAt]);
  return id;
}

/** Takes as a create does: reads, then counts, in one transaction. */
function take(accountId: Buffer, count: number, most: number | null, month = period) {
  return store.scheduler.transact(async (transaction) => {
    const key = accountId.toString("hex");
    const usage = await loadUsage(transaction, [accountId], month);
    const request: QuotaRequest = { accountId, count, most, scheduled: usage.get(key)?.scheduled ?? 0 };
    return (await takeQuota(transaction, month, [request])).get(key);
  });
}

async function scheduled(accountId: Buffer, month = period): Promise<number | undefined> {
  return (await loadUsage(store.scheduler, [accountId], month)).get(accountId.toString("hex"))?.scheduled;
}

const insertHeld = "INSERT INTO usage_counts (account_id, period, shard, schedules) VALUES ?";

describe("takeQuota", () => {
  it("lets six racers make exactly what the limit allows", async () => {
    const account = await newAccount();
    const racer = async () => {
      let made = 0;
      for (let turn = 0; turn < 25; turn++) made += (await take(account, 2, 220))?.count ?? 0;
      return made;
    };
    const made = await Promise.all(Array.from({ length: 6 }, racer));
    expect(made.reduce((sum, one) => sum + one)).toBe(220);
    expect(await scheduled(account)).toBe(220);
  }, 60_000);

  it("lets large batches that race from far away make exactly that, too", async () => {
    const account = await newAccount();
    const most = 2 * mostUnseen + 345;
    const taken = await Promise.all(Array.from({ length: 30 }, () => take(account, 1_000, most)));
    expect(taken.reduce((sum, one) => sum + (one?.count ?? 0), 0)).toBe(most);
    expect(await scheduled(account)).toBe(most);
  }, 60_000);

  it("near the limit waits for who counts at the same time, and sees what they counted", async () => {
    const account = await newAccount();
    const other = await store.holdLocks(insertHeld, [[[account, period, 3, 5]]]);
    const taking = take(account, 3, 6);
    await store.untilSomebodyWaitsFor("usage_counts");
    await other.commit();
    expect(await taking).toEqual({ count: 1, before: 5 });
    expect(await scheduled(account)).toBe(6);
  });

  it("far from the limit waits for nobody but the holder of the same shard", async () => {
    const account = await newAccount();
    await store.query(insertHeld, [[[account, period, 0, 10]]]);
    const taken = await Promise.all(Array.from({ length: 40 }, () => take(account, 1, mostUnseen + 10 + 40)));
    expect(taken.every((one) => one?.count === 1)).toBe(true);
    const rows = await store.query("SELECT shard FROM usage_counts WHERE account_id = ?", [account]);
    expect(rows.length).toBeGreaterThan(1);
    expect(await scheduled(account)).toBe(50);
  });

  it("corrects itself when others have brought the limit near meanwhile", async () => {
    const account = await newAccount();
    const most = mostUnseen + 1_000;
    const taken = await store.scheduler.transact(async (transaction) => {
      await store.query(insertHeld, [[[account, period, 5, most - 3]]]);
      return takeQuota(transaction, period, [{ accountId: account, count: 10, scheduled: 0, most }]);
    });
    expect(taken.get(account.toString("hex"))).toEqual({ count: 3, before: most - 3 });
    expect(await scheduled(account)).toBe(most);
  });

  it("refuses an account that is at its limit without waiting for a lock", async () => {
    const account = await newAccount();
    await store.query(insertHeld, [[[account, period, 0, 7]]]);
    await store.holdLocks("SELECT * FROM usage_counts WHERE account_id = ? FOR UPDATE", [account]);
    expect(await take(account, 1, 7)).toEqual({ count: 0, before: 7 });
  });

  it("counts nothing of a transaction that fails", async () => {
    const account = await newAccount();
    const failing = store.scheduler.transact(async (transaction) => {
      await takeQuota(transaction, period, [{ accountId: account, count: 5, scheduled: 0, most: 9 }]);
      throw new Error("not made");
    });
    await expect(failing).rejects.toThrow("not made");
    expect(await scheduled(account)).toBe(0);
  });

  it("counts without a limit, and apart by account and month", async () => {
    const [account, other] = [await newAccount(), await newAccount()];
    expect(await take(account, 1_000, null)).toEqual({ count: 1_000, before: 0 });
    expect(await take(account, 2, 2, period + 1)).toEqual({ count: 2, before: 0 });
    expect(await scheduled(account)).toBe(1_000);
    expect(await scheduled(account, period + 1)).toBe(2);
    expect(await scheduled(other)).toBe(0);
    expect(await scheduled(newUlid(madeAt))).toBeUndefined();
  });

  it("takes for several accounts at once, each by its own limit, in any order without an error", async () => {
    const accounts = [await newAccount(), await newAccount(), await newAccount()];
    const limits = [10, 4 * mostUnseen, null];
    const round = (order: readonly number[]) =>
      store.scheduler.transact(async (transaction) => {
        const usage = await loadUsage(transaction, accounts, period);
        const requests = order.map((place) => {
          const accountId = accounts[place] ?? Buffer.alloc(16);
          const before = usage.get(accountId.toString("hex"))?.scheduled ?? 0;
          return { accountId, count: 3, scheduled: before, most: limits[place] ?? null };
        });
        return takeQuota(transaction, period, requests);
      });
    const orders = [
      [0, 1, 2],
      [2, 1, 0],
      [1, 2, 0],
    ];
    await Promise.all(Array.from({ length: 12 }, (_, place) => round(orders[place % 3] ?? [])));
    expect(await Promise.all(accounts.map((account) => scheduled(account)))).toEqual([10, 36, 36]);
  });
});
