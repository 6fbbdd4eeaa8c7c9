import { createServer } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ServiceError } from "../../../services/runtime/errors.ts";
import { connectStore, type Queryable, type Store } from "../../../services/store/session/connect.ts";
import { openSilentProxy } from "../fixtures/silent-proxy.ts";
import { openStoreUnderTest, type StoreUnderTest } from "../fixtures/store-under-test.ts";

let beside: StoreUnderTest;
let store: Store;
beforeAll(async () => {
  beside = await openStoreUnderTest();
  await beside.query("CREATE TABLE counters (id INT PRIMARY KEY, n INT NOT NULL)");
});
afterAll(() => beside.close());
beforeEach(async () => {
  store = connectStore({ url: beside.database.url, connections: 2 });
  await beside.query("DELETE FROM counters");
  await beside.query("INSERT INTO counters VALUES (1, 0), (2, 0)");
});
afterEach(async () => {
  await store.close();
  await beside.releaseLocks();
});

const add = (queryable: Queryable, id: number) =>
  queryable.change("UPDATE counters SET n = n + 1 WHERE id = ?", [id]);
const counters = async () => (await beside.query("SELECT n FROM counters ORDER BY id")).map(({ n }) => n);
const connectionId = async (queryable: Queryable) => {
  const [row] = await queryable.rows("SELECT CONNECTION_ID() AS id");
  return Number(row?.id);
};
const failure = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );
const unavailable = { code: "service_unavailable" };

describe("a transaction", () => {
  it("happens as a whole, and not at all when its work throws", async () => {
    await store.transact((transaction) => add(transaction, 1));
    const thrown = store.transact(async (transaction) => {
      await add(transaction, 1);
      throw new ServiceError("conflict", "no");
    });
    await expect(thrown).rejects.toMatchObject({ code: "conflict" });
    expect(await counters()).toEqual([1, 0]);
  });

  it("that is the victim of a deadlock runs again, and its effect happens once", async () => {
    let runs = 0;
    // Runs two transactions that lock the same two rows in opposite order: each has one row when it asks for the
    // other.
    const both = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const;
    const crossing = (mine: 0 | 1) =>
      store.transact(async (transaction) => {
        runs++;
        await add(transaction, mine + 1);
        both[mine].resolve();
        await both[mine === 0 ? 1 : 0].promise;
        await add(transaction, mine === 0 ? 2 : 1);
      });
    await Promise.all([crossing(0), crossing(1)]);
    expect(runs).toBeGreaterThan(2);
    expect(await counters()).toEqual([2, 2]);
  });

  it("rides out a connection that is killed before the commit, from the start", async () => {
    let runs = 0;
    await store.transact(async (transaction) => {
      runs++;
      await add(transaction, 1);
      if (runs === 1) await beside.query("KILL ?", [await connectionId(transaction)]);
      await add(transaction, 2);
    });
    expect(runs).toBe(2);
    expect(await counters()).toEqual([1, 1]);
  });

  it("whose commit's answer is lost throws: nobody can know, so nothing is done twice", async () => {
    const proxy = await openSilentProxy(beside.database.url);
    const cutStore = connectStore({ url: proxy.url, connections: 1 });
    let runs = 0;
    const error = await failure(
      cutStore.transact(async (transaction) => {
        runs++;
        await add(transaction, 1);
        setImmediate(() => proxy.cut());
      }),
    );
    expect(error).toMatchObject(unavailable);
    expect(runs).toBe(1);
    await cutStore.close().catch(() => undefined);
    await proxy.close();
  });

  it("waits for a lock that somebody holds, and gets it", async () => {
    const locks = await beside.holdLocks("SELECT n FROM counters WHERE id = 1 FOR UPDATE");
    const waiting = store.transact((transaction) => add(transaction, 1));
    await beside.untilSomebodyWaitsFor("counters");
    await locks.commit();
    await waiting;
    expect(await counters()).toEqual([1, 0]);
  });
});

describe("a store", () => {
  it("rides out idle connections that were killed", async () => {
    const ids = await Promise.all([connectionId(store), connectionId(store)]);
    for (const id of new Set(ids)) await beside.query("KILL ?", [id]);
    expect(await Promise.all([1, 2, 1, 2].map((id) => add(store, id)))).toEqual([1, 1, 1, 1]);
  });

  it("that nobody listens at is unavailable within its patience", async () => {
    const url = new URL(beside.database.url);
    url.port = "1";
    const away = connectStore({ url: url.href, connections: 2, patienceMs: 200 });
    const startedAt = performance.now();
    expect(await failure(away.rows("SELECT 1"))).toMatchObject(unavailable);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    await away.close();
  });

  it("that takes connections and says nothing is unavailable within its patience", async () => {
    const mute = createServer(() => undefined);
    await new Promise<void>((resolve) => mute.listen(0, "127.0.0.1", resolve));
    const address = mute.address();
    const url = new URL(beside.database.url);
    url.port = String(typeof address === "object" && address ? address.port : 0);
    const away = connectStore({ url: url.href, connections: 2, patienceMs: 200 });
    const startedAt = performance.now();
    expect(await failure(away.rows("SELECT 1"))).toMatchObject(unavailable);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    await away.close();
    mute.close();
  });

  it("that falls silent in the middle is unavailable once a statement takes too long", async () => {
    const proxy = await openSilentProxy(beside.database.url);
    const silent = connectStore({ url: proxy.url, connections: 2, patienceMs: 100, statementMs: 200 });
    await silent.rows("SELECT 1");
    proxy.silence();
    const startedAt = performance.now();
    expect(await failure(silent.rows("SELECT 1"))).toMatchObject(unavailable);
    expect(await failure(silent.transact((transaction) => add(transaction, 1)))).toMatchObject(unavailable);
    expect(performance.now() - startedAt).toBeLessThan(3_000);
    await proxy.close();
    await silent.close().catch(() => undefined);
  });

  it("throws what the caller got wrong as it is, and at once", async () => {
    await expect(store.rows("SELECT nonsense FROM counters")).rejects.toMatchObject({ errno: 1054 });
  });

  it("gives no connection back with a transaction open, whatever went wrong in it", async () => {
    for (const sql of ["SELECT nonsense", "INSERT INTO counters VALUES (1, 1)"]) {
      await failure(
        store.transact(async (transaction) => {
          await add(transaction, 2);
          await transaction.change(sql);
        }),
      );
    }
    const opened = await Promise.all(
      [1, 2].map(() =>
        store.rows(
          "SELECT COUNT(*) AS n FROM information_schema.INNODB_TRX WHERE trx_mysql_thread_id = CONNECTION_ID()",
        ),
      ),
    );
    expect(opened.flat().map(({ n }) => n)).toEqual([0, 0]);
    expect(await counters()).toEqual([0, 0]);
  });

  it("runs every statement under the same settings, on new connections and old ones", async () => {
    const settings = async () => {
      const [row] = await store.rows(
        "SELECT CONNECTION_ID() AS id, @@tx_isolation AS isolation, @@sql_mode AS mode, @@innodb_lock_wait_timeout AS lock_wait, @@collation_connection AS collation",
      );
      return row;
    };
    const seen = await Promise.all([settings(), settings()]);
    await beside.query("KILL ?", [seen[0]?.id]);
    seen.push(...(await Promise.all([settings(), settings()])));
    for (const row of seen) {
      expect(row).toMatchObject({ isolation: "READ-COMMITTED", lock_wait: 5, collation: "utf8mb4_bin" });
      expect(row?.mode).toMatch(/STRICT_ALL_TABLES/);
    }
  });
});
