import mysql from "mysql2/promise";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectStore, type Store } from "../../services/store/session/connect.ts";
import { parseDatabaseUrl } from "../../services/store/session/database-url.ts";
import { probeWrites } from "../../services/store/session/probe-writes.ts";
import { storeTime } from "../../services/store/session/store-time.ts";
import { startReceiver } from "../receiver/receiver.ts";
import { startConstellation } from "./fixtures/constellation.ts";
import { type DurableDatabase, startDurableDatabase } from "./fixtures/durable-database.ts";

const unavailable = { code: "service_unavailable" };
let one: DurableDatabase;
let other: DurableDatabase;
beforeAll(async () => {
  [one, other] = await Promise.all([startDurableDatabase(), startDurableDatabase()]);
}, 60_000);
afterAll(async () => {
  await Promise.all([one, other].map((each) => each[Symbol.asyncDispose]()));
});

/** Makes a server read-only for everyone but administrators, as it is after a failover. */
async function setReadOnly(database: DurableDatabase, readOnly: boolean): Promise<void> {
  const admin = await mysql.createConnection(database.url);
  await admin.query(`SET GLOBAL read_only = ${readOnly ? 1 : 0}`);
  await admin.end();
}

const write = (store: Store) =>
  store.transact((transaction) => transaction.change("INSERT INTO locks (name) VALUES (RANDOM_BYTES(16))"));

describe("a server that is read-only", () => {
  it("is a store that is away: it reads, it is not ready, and it is used again by itself", async () => {
    const store = connectStore({ url: one.doorUrl("scheduler"), connections: 2, patienceMs: 200 });
    await write(store);
    await setReadOnly(one, true);
    await expect(write(store)).rejects.toMatchObject(unavailable);
    expect(await storeTime(store)).toBeGreaterThan(0);
    await expect(probeWrites(store, "test")).rejects.toMatchObject(unavailable);
    await setReadOnly(one, false);
    await write(store);
    await probeWrites(store, "test");
    await store.close();
  });

  it("is passed over for the next host that the URL names, and the other way round", async () => {
    const hosts = [one, other].map(({ url }) => parseDatabaseUrl(url).hosts[0]?.port);
    // One account on both.
    for (const each of [one, other]) {
      const admin = await mysql.createConnection(each.url);
      await admin.query("CREATE USER same IDENTIFIED BY 'same'");
      await admin.query("GRANT SELECT, INSERT, UPDATE ON landfall.* TO same");
      await admin.end();
    }
    const url = `mysql://same:same@${hosts.map((port) => `127.0.0.1:${port}`).join(",")}/landfall`;
    const store = connectStore({ url, connections: 2, patienceMs: 1_000 });
    const writtenAt = async () => {
      await write(store);
      const [row] = await store.rows("SELECT @@port AS port");
      return Number(row?.port);
    };
    expect(await writtenAt()).toBe(hosts[0]);
    await setReadOnly(one, true);
    expect(await writtenAt()).toBe(hosts[1]);
    await setReadOnly(one, false);
    await setReadOnly(other, true);
    expect(await writtenAt()).toBe(hosts[0]);
    await setReadOnly(other, false);
    await store.close();
  });

  it("stops creates and deliveries with `unavailable`, and all goes on when it may be written to", {
    timeout: 60_000,
  }, async () => {
    await using receiver = await startReceiver();
    await using running = await startConstellation(one, { schedulers: 1, dispatchers: 1 });
    const before = await running.create([{ endpoint: `${receiver.url}/before`, delay: "2s" }]);
    await setReadOnly(one, true);
    await expect(
      running.create([{ endpoint: `${receiver.url}/refused`, delay: "1s" }]),
    ).rejects.toMatchObject(unavailable);
    const processes = [...running.schedulers, ...running.dispatchers];
    const serving = () => Promise.all(processes.map(({ client }) => client.isServing(1_000)));
    await expect.poll(serving, { timeout: 10_000, interval: 200 }).toEqual([false, false]);
    await setReadOnly(one, false);
    await expect.poll(serving, { timeout: 10_000, interval: 200 }).toEqual([true, true]);
    const after = await running.create([{ endpoint: `${receiver.url}/after`, delay: "1s" }]);
    await receiver.waitFor((requests) => requests.length >= 2, 15_000);
    expect(receiver.requests.map(({ url }) => url).sort()).toEqual(["/after", "/before"]);
    expect([...before, ...after]).toHaveLength(2);
  });
});
