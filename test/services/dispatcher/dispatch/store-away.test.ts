import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Dispatching } from "../../../../services/dispatcher/start-dispatching.ts";
import { type Receiver, startReceiver } from "../../../receiver/receiver.ts";
import { openSilentProxy, type SilentProxy } from "../../../store/fixtures/silent-proxy.ts";
import {
  type Constellation,
  type DispatchersInMovedTime,
  startConstellation,
} from "../../fixtures/constellation/constellation.ts";

let constellation: Constellation<"dispatchersInMovedTime">;
let dispatchers: DispatchersInMovedTime;
let receiver: Receiver;
let wire: SilentProxy;
beforeAll(async () => {
  receiver = await startReceiver();
  // Time runs ten times as fast as the machine's, which times out connections.
  constellation = await startConstellation({ dispatchersInMovedTime: { statement: "DO SLEEP(0.001)" } });
  dispatchers = constellation.dispatchersInMovedTime;
  wire = await openSilentProxy(constellation.database.doorUrl("dispatcher"));
}, 30_000);
afterAll(async () => {
  await constellation.close();
  await Promise.all([receiver.close(), wire.close()]);
}, 30_000);

let running: Dispatching[];
beforeEach(async () => {
  // In the machine's time; two seconds in the test's time, as in production.
  const store = { url: wire.url, patienceMs: 250 };
  running = [await dispatchers.start({ store }), await dispatchers.start({ store })];
});
afterEach(() => dispatchers.time.during(Promise.all(running.map((each) => each.stop(0)))));

const second = 1_000;
const arrivals = (path: string) => receiver.requests.filter(({ url }) => url === path).length;

async function planTo(path: string, count: number, fireAt: number, more = {}): Promise<Buffer[]> {
  const sent = { endpoint: `${receiver.url}${path}`, fireAt, timeoutMs: 60_000, ...more };
  return dispatchers.plan(...Array.from({ length: count }, () => sent));
}

/** Lists the states, and the number of all attempts. */
async function standing(ids: readonly Buffer[]) {
  const rows = await constellation.query("SELECT state, attempt_count FROM deliveries WHERE id IN (?)", [
    [...ids],
  ]);
  const states = Object.groupBy(rows, ({ state }) => String(state));
  const counts = Object.entries(states).map(([state, all]) => [state, all?.length]);
  const attempts = rows.reduce((sum, { attempt_count }) => sum + attempt_count, 0);
  return { ...Object.fromEntries(counts), attempts };
}

describe("while the store is away", { timeout: 30_000 }, () => {
  it("attempts end as usual; outcomes are stored when it is back, and nothing is sent twice", async () => {
    const { time } = dispatchers;
    receiver.on("/ends", { do: "hang" });
    const ids = await planTo("/ends", 5, time.now() + second);
    await time.until(() => arrivals("/ends") === 5, 3 * second);
    wire.away();
    receiver.releaseAll();
    await time.pass(7 * second);
    expect(await standing(ids)).toEqual({ dispatching: 5, attempts: 5 });
    wire.back();
    await time.until(async () => (await standing(ids)).succeeded === 5, 10 * second);
    await time.pass(12 * second);
    expect(await standing(ids)).toEqual({ succeeded: 5, attempts: 5 });
    expect(arrivals("/ends")).toBe(5);
  });

  it("nothing begins; what fell due meanwhile is sent when it is back, once", async () => {
    const { time } = dispatchers;
    const dueAt = time.now() + 4 * second;
    const ids = await planTo("/waits", 20, dueAt);
    // Some of them are held then.
    await time.pass(2 * second);
    wire.away();
    await time.pass(6 * second);
    expect(arrivals("/waits")).toBe(0);
    wire.back();
    await time.until(async () => (await standing(ids)).succeeded === 20, 30 * second);
    expect(await standing(ids)).toEqual({ succeeded: 20, attempts: 20 });
    expect(arrivals("/waits")).toBe(20);
  });

  it("for longer than leases last: an attempt in flight throughout is not sent twice", async () => {
    const { time } = dispatchers;
    receiver.on("/long", { do: "hang" });
    const ids = await planTo("/long", 5, time.now() + second);
    await time.until(() => arrivals("/long") === 5, 3 * second);
    wire.away();
    await time.pass(25 * second);
    wire.back();
    await time.pass(15 * second);
    expect(arrivals("/long")).toBe(5);
    receiver.releaseAll();
    await time.until(async () => (await standing(ids)).succeeded === 5, 5 * second);
    expect(await standing(ids)).toEqual({ succeeded: 5, attempts: 5 });
  });

  it("what could not be given back is not forgotten", async () => {
    const { time } = dispatchers;
    receiver.on("/crowded", { do: "hang" });
    const profile = await dispatchers.profile({ url: `${receiver.url}/crowded`, maxConcurrency: 1 });
    const ids = await planTo("/crowded", 6, time.now() + second, { profile });
    await time.until(() => arrivals("/crowded") === 1, 3 * second);
    await time.until(() => running.some(({ counts }) => counts.rows > 1), 3 * second);
    wire.away();
    await time.pass(4 * second);
    wire.back();
    receiver.on("/crowded", { do: "answer" });
    receiver.releaseAll();
    await time.until(async () => (await standing(ids)).succeeded === 6, 60 * second);
    expect(arrivals("/crowded")).toBe(6);
    await time.until(() => running.every(({ counts }) => counts.rows === 0), 3 * second);
  });
});

describe("while connections to the store break again and again", { timeout: 60_000 }, () => {
  it("everything is sent once", async () => {
    const { time } = dispatchers;
    const startsAt = time.now() + second;
    const sent = Array.from({ length: 300 }, (_, place) => ({
      endpoint: `${receiver.url}/breaks`,
      fireAt: startsAt + place * 20,
    }));
    const ids = await dispatchers.plan(...sent);
    for (let round = 0; round < 40; round++) {
      await time.pass(150 + 7 * round);
      wire.cut();
    }
    await time.until(async () => (await standing(ids)).succeeded === 300, 60 * second);
    expect(await standing(ids)).toEqual({ succeeded: 300, attempts: 300 });
    expect(arrivals("/breaks")).toBe(300);
  });
});
