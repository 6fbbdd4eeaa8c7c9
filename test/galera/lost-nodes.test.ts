import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDoorUsers } from "../../scripts/start/store/door-users.ts";
import { ServiceError } from "../../services/runtime/errors.ts";
import { lockName } from "../../services/store/locks/lock-names.ts";
import type { ServiceDoor } from "../../services/store/schema/grants.ts";
import { connectStore } from "../../services/store/session/connect.ts";
import { probeWrites } from "../../services/store/session/probe-writes.ts";
import { type Constellation, startConstellation } from "../faults/fixtures/constellation.ts";
import { startReceiver } from "../receiver/receiver.ts";
import { type ClusterUnderTest, databaseName, startClusterUnderTest } from "./fixtures/cluster-under-test.ts";

const unavailable = { code: "service_unavailable" };
let running: ClusterUnderTest;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "landfall-galera-"));
  running = await startClusterUnderTest();
});
afterAll(async () => {
  await running[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

/** Creates one after the other until stopped; returns the answered ids. */
async function load(constellation: Constellation, url: string, until: () => boolean): Promise<Set<string>> {
  const answered = new Set<string>();
  while (!until()) {
    const batch = Array.from({ length: 20 }, () => ({ endpoint: `${url}/kept`, delay: "2s" }));
    try {
      for (const id of await constellation.create(batch)) answered.add(id);
    } catch (error) {
      // There was no answer, so nothing was promised.
      if (!(error instanceof ServiceError)) throw error;
    }
    await delay(20);
  }
  return answered;
}

// The order matters: each test removes a node.
describe("a cluster", () => {
  it("of which a node is killed under load loses nothing that was accepted, and goes on within seconds", {
    timeout: 120_000,
  }, async () => {
    await using receiver = await startReceiver();
    const doors = await createDoorUsers(running.cluster.url(databaseName), folder, "127.0.0.1");
    if (!doors) throw new Error("no users for the services");
    const database = {
      url: `${running.cluster.node(2).url}${databaseName}`,
      doorUrl: (door: ServiceDoor) => doors[door],
    };
    await using constellation = await startConstellation(database, { schedulers: 1, dispatchers: 2 });
    let over = false;
    const loading = load(constellation, receiver.url, () => over);
    await receiver.waitFor(100, 30_000);
    running.cluster.node(0).kill();
    const killedAt = performance.now();
    // Wait for an answered create after the kill: it shows that the next host is in use.
    await expect
      .poll(() => constellation.create([{ endpoint: `${receiver.url}/kept`, delay: "2s" }]).catch(() => []), {
        timeout: 20_000,
        interval: 50,
      })
      .toHaveLength(1);
    process.stderr.write(`created again ${Math.round(performance.now() - killedAt)} ms after the kill\n`);
    await delay(1_000);
    over = true;
    const answered = await loading;
    const arrived = () =>
      new Set(receiver.requests.map(({ headers }) => String(headers["sched-schedule-id"])));
    await expect
      .poll(() => [...answered].filter((id) => !arrived().has(id)), { timeout: 60_000, interval: 250 })
      .toEqual([]);
    const open = async () => {
      const [row] = await constellation.query(
        "SELECT COUNT(*) AS n FROM deliveries WHERE completed_at IS NULL",
      );
      return Number(row?.n);
    };
    await expect.poll(open, { timeout: 30_000, interval: 250 }).toBe(0);
    process.stderr.write(`${answered.size} accepted, ${receiver.requests.length} requests\n`);
  });

  it("that has lost its quorum is a store that is away, and is used again when it has one", async () => {
    const url = `${running.cluster.node(2).url}${databaseName}`;
    const store = connectStore({ url, connections: 2, patienceMs: 300 });
    const write = () => store.transact((transaction) => lockName(transaction, "quorum"));
    await write();
    running.cluster.node(1).kill();
    // A commit waits for the other nodes until they are detected as lost.
    await expect
      .poll(
        () =>
          write().then(
            () => null,
            (error: unknown) => error,
          ),
        { timeout: 20_000, interval: 100 },
      )
      .toMatchObject(unavailable);
    await expect(write()).rejects.toMatchObject(unavailable);
    await expect(probeWrites(store, "test")).rejects.toMatchObject(unavailable);
    // Statements that read no table are still answered, except in sessions that wait for writes of other nodes.
    expect(await running.cluster.node(2).query("SELECT 1 AS one")).toEqual([{ one: 1 }]);
    await running.cluster.node(2).query("SET GLOBAL wsrep_provider_options = 'pc.bootstrap=YES'");
    await expect
      .poll(
        () =>
          write().then(
            () => true,
            () => false,
          ),
        { timeout: 10_000 },
      )
      .toBe(true);
    await probeWrites(store, "test");
    await store.close();
  });
});
