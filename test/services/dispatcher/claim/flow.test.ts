import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Dispatching } from "../../../../services/dispatcher/start-dispatching.ts";
import { type Receiver, startReceiver } from "../../../receiver/receiver.ts";
import {
  type Constellation,
  type DispatchersInMovedTime,
  startConstellation,
} from "../../fixtures/constellation/constellation.ts";

let constellation: Constellation<"dispatchersInMovedTime">;
let dispatchers: DispatchersInMovedTime;
let receiver: Receiver;
let running: Dispatching[];
beforeAll(async () => {
  receiver = await startReceiver();
  constellation = await startConstellation({ dispatchersInMovedTime: {} });
  dispatchers = constellation.dispatchersInMovedTime;
  // Neither can hold all deliveries, so both take part.
  const limits = { queueRows: 15 };
  running = [await dispatchers.start({ limits }), await dispatchers.start({ limits })];
}, 30_000);
afterAll(async () => {
  await constellation.close();
  await receiver.close();
}, 30_000);

const second = 1_000;
const arrivals = (path: string) => receiver.requests.filter(({ url }) => url === path).length;

function plan(count: number, fireAt: number, profile: Buffer): Promise<Buffer[]> {
  return dispatchers.plan(...Array.from({ length: count }, () => ({ fireAt, profile })));
}

/** Counts deliveries by state and reason. */
async function standing(ids: readonly Buffer[]): Promise<Record<string, number>> {
  const rows = await constellation.query(
    "SELECT state, reason, COUNT(*) AS n FROM deliveries WHERE id IN (?) GROUP BY state, reason",
    [[...ids]],
  );
  return Object.fromEntries(rows.map(({ state, reason, n }) => [reason ? `${state} ${reason}` : state, n]));
}

describe("a profile's max_per_second, over two dispatchers", { timeout: 30_000 }, () => {
  it("spaces attempts evenly over both; waiting deliveries show rate_limited and use no attempt", async () => {
    const { time } = dispatchers;
    const profile = await dispatchers.profile({ url: `${receiver.url}/rated`, maxPerSecond: 5 });
    const fireAt = time.now() + second;
    const ids = await plan(60, fireAt, profile);
    let together = false;
    await time.until(async () => {
      together ||= running.every(({ counts }) => counts.rows > 0);
      return arrivals("/rated") === 15;
    }, 10 * second);
    // Slots are reserved 5 s ahead; the rest is released until its turn is near.
    const { "scheduled rate_limited": limited = 0 } = await standing(ids);
    expect(limited).toBeGreaterThan(0);
    await time.until(async () => (await standing(ids)).succeeded === 60, 20 * second);
    expect(together).toBe(true);
    const rows = await constellation.query(
      "SELECT number, started_at FROM attempts WHERE delivery_id IN (?) ORDER BY started_at",
      [ids],
    );
    expect(rows.map(({ number }) => number)).toEqual(ids.map(() => 1));
    // Each has a slot, a fifth of a second after the one before; none starts before its slot.
    const early = rows.filter(({ started_at }, place) => started_at < fireAt + place * 200);
    expect(early).toEqual([]);
    // Slots do not go unused either: 60 of them are 12 s.
    expect(rows.at(-1)?.started_at - fireAt).toBeLessThan(16 * second);
  });
});

describe("a profile's max_concurrency, over two dispatchers", { timeout: 30_000 }, () => {
  it("is never passed; what waits shows concurrency and spends no attempt", async () => {
    const { time } = dispatchers;
    receiver.on("/narrow", { do: "hang" });
    const profile = await dispatchers.profile({ url: `${receiver.url}/narrow`, maxConcurrency: 3 });
    const ids = await plan(20, time.now() + second, profile);
    for (let arrived = 3; arrived < 20; arrived += 3) {
      await time.until(() => arrivals("/narrow") >= arrived, 10 * second);
      const shown = async () => (await standing(ids))["scheduled concurrency"];
      await time.until(async () => (await shown()) === 20 - arrived, 3 * second);
      await time.pass(second);
      // Earlier ones have been answered, and three are on the wire.
      expect(arrivals("/narrow")).toBe(arrived);
      expect((await standing(ids)).dispatching).toBe(3);
      receiver.releaseAll();
    }
    await time.until(() => arrivals("/narrow") === 20, 10 * second);
    receiver.releaseAll();
    await time.until(async () => (await standing(ids)).succeeded === 20, 2 * second);
    const tries = await constellation.query(
      "SELECT SUM(attempt_count) AS n FROM deliveries WHERE id IN (?)",
      [ids],
    );
    expect(Number(tries[0]?.n)).toBe(20);
  });

  it("follows the profile within seconds, also while one dispatcher is busy with it", async () => {
    const { time } = dispatchers;
    await time.during(Promise.all(running.slice(1).map((each) => each.stop(0))));
    receiver.on("/changed", { do: "hang" });
    const profile = await dispatchers.profile({ url: `${receiver.url}/changed`, maxConcurrency: 1 });
    await plan(12, time.now() + second, profile);
    await time.until(() => arrivals("/changed") === 1, 3 * second);
    const change = (most: number) =>
      constellation.query("UPDATE endpoints SET max_concurrency = ? WHERE id = ?", [most, profile]);
    await change(6);
    await time.until(() => arrivals("/changed") === 6, 3 * second);
    await change(2);
    await time.pass(2 * second);
    receiver.releaseAll();
    await time.pass(3 * second);
    expect(arrivals("/changed")).toBe(8);
  });
});
