import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Dispatching } from "../../../../services/dispatcher/start-dispatching.ts";
import { type Receiver, startReceiver } from "../../../receiver/receiver.ts";
import { answers } from "../../../receiver/script.ts";
import { openSilentProxy } from "../../../store/fixtures/silent-proxy.ts";
import {
  type Constellation,
  type DispatchersInMovedTime,
  startConstellation,
} from "../../fixtures/constellation/constellation.ts";
import type { StartOptions } from "../../fixtures/constellation/dispatchers.ts";

let constellation: Constellation<"dispatchersInMovedTime">;
let dispatchers: DispatchersInMovedTime;
let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
  // Time runs ten times as fast as the machine's, which times out connections: leases must not expire meanwhile.
  constellation = await startConstellation({ dispatchersInMovedTime: { statement: "DO SLEEP(0.001)" } });
  dispatchers = constellation.dispatchersInMovedTime;
}, 30_000);
afterAll(async () => {
  await constellation.close();
  await receiver.close();
}, 30_000);

let started: Dispatching[] = [];
async function start(options?: StartOptions): Promise<Dispatching> {
  const dispatching = await dispatchers.start(options);
  started.push(dispatching);
  return dispatching;
}
afterEach(async () => {
  await dispatchers.time.during(Promise.all(started.map((each) => each.stop(0))));
  started = [];
  await constellation.query("DELETE FROM deliveries");
});

const second = 1_000;
const arrivals = (path: string) => receiver.requests.filter(({ url }) => url === path).length;

async function planTo(path: string, count: number, fireAt: number): Promise<Buffer[]> {
  const sent = { endpoint: `${receiver.url}${path}`, fireAt, timeoutMs: 60_000 };
  return dispatchers.plan(...Array.from({ length: count }, () => sent));
}

/** Lists state, attempt count and holder of deliveries. */
async function standing(ids: readonly Buffer[]): Promise<unknown[][]> {
  const rows = await constellation.query(
    "SELECT state, attempt_count, holder FROM deliveries WHERE id IN (?) ORDER BY attempt_count, state = 'retrying', id",
    [[...ids]],
  );
  return rows.map(({ state, attempt_count, holder }) => [state, attempt_count, holder !== null]);
}

describe("a dispatcher that is stopped", { timeout: 30_000 }, () => {
  it("releases deliveries that have not begun; another dispatcher sends them on time", async () => {
    const { time } = dispatchers;
    const stopping = await start();
    const ids = await planTo("/given-back", 20, time.now() + 4 * second);
    await time.until(() => stopping.counts.rows === 20, 3 * second);
    await time.during(stopping.stop(6 * second));
    expect(await standing(ids)).toEqual(ids.map(() => ["scheduled", 0, false]));
    await start();
    const isSent = async () => (await standing(ids)).every(([state]) => state === "succeeded");
    await time.until(isSent, 5 * second);
    const rows = await constellation.query(
      "SELECT offset_ms FROM attempts WHERE number = 1 AND delivery_id IN (?) ORDER BY offset_ms",
      [ids],
    );
    expect(rows[15]?.offset_ms).toBeLessThan(100);
  });

  it("finishes attempts in flight, stores their outcomes, and claims nothing more", async () => {
    const { time } = dispatchers;
    receiver.on("/finished", { do: "hang" });
    const stopping = await start();
    const ids = await planTo("/finished", 3, time.now() + second);
    await time.until(() => arrivals("/finished") === 3, 3 * second);
    const stopped = stopping.stop(6 * second);
    const later = await planTo("/later", 3, time.now() + second);
    await time.pass(3 * second);
    expect(await standing(ids)).toEqual(ids.map(() => ["dispatching", 1, true]));
    receiver.releaseAll();
    await time.during(stopped);
    expect(await standing(ids)).toEqual(ids.map(() => ["succeeded", 1, false]));
    expect(await standing(later)).toEqual(later.map(() => ["scheduled", 0, false]));
    expect(arrivals("/later")).toBe(0);
  });

  it("ends the rest as interrupted when its time is over; another tries that again at once", async () => {
    const { time } = dispatchers;
    receiver.on("/interrupted", { do: "hang" }, ...answers(200));
    const stopping = await start();
    const [id] = await planTo("/interrupted", 1, time.now() + second);
    await time.until(() => arrivals("/interrupted") === 1, 3 * second);
    const startedAt = time.now();
    await time.during(stopping.stop(2 * second));
    expect(time.now() - startedAt).toBeGreaterThanOrEqual(2 * second);
    expect(await dispatchers.attempts(id)).toEqual([["retry", null, "interrupted"]]);
    await start();
    await time.until(async () => (await dispatchers.delivery(id)).state === "succeeded", 3 * second);
    expect(await dispatchers.attempts(id)).toEqual([
      ["retry", null, "interrupted"],
      ["succeeded", 200, null],
    ]);
    const [first, next] = receiver.requests.filter(({ url }) => url === "/interrupted");
    expect(first?.headers["idempotency-key"]).toBe(next?.headers["idempotency-key"]);
  });

  it("takes the attempt back of what had begun and not found a place", async () => {
    const { time } = dispatchers;
    receiver.on("/lined", ...answers(...Array(20).fill(200)), { do: "hang" });
    const stopping = await start({ limits: { inFlightPerLane: 2 } });
    const ids = await planTo("/lined", 40, time.now() + second);
    await time.until(() => arrivals("/lined") === 22, 5 * second);
    // Two attempts hang, and four times as many have begun behind them.
    const begun = async () => (await standing(ids)).filter(([state]) => state === "dispatching").length;
    await time.until(async () => (await begun()) === 10, second);
    await time.during(stopping.stop(500));
    expect(await standing(ids)).toEqual([
      ...Array(18).fill(["scheduled", 0, false]),
      ...Array(20).fill(["succeeded", 1, false]),
      ...Array(2).fill(["retrying", 1, false]),
    ]);
  });

  it("ends even when the store is away; its deliveries are free once their leases have expired", async () => {
    const { time } = dispatchers;
    receiver.on("/away", { do: "hang" });
    const wire = await openSilentProxy(constellation.database.doorUrl("dispatcher"));
    const stopping = await start({ store: { url: wire.url, patienceMs: 250 } });
    const ids = await planTo("/away", 2, time.now() + second);
    const ahead = await planTo("/ahead", 2, time.now() + 6 * second);
    await time.until(() => arrivals("/away") === 2, 3 * second);
    await time.until(() => stopping.counts.rows === 4, 3 * second);
    wire.away();
    await time.during(stopping.stop(second));
    await wire.close();
    receiver.on("/away", { do: "answer" });
    await start();
    const all = [...ids, ...ahead];
    const open = async () => (await standing(all)).filter(([state]) => state !== "succeeded").length;
    await time.until(async () => (await open()) === 0, 60 * second);
    expect(arrivals("/ahead")).toBe(2);
  });
});
