import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Dispatching } from "../../../../services/dispatcher/start-dispatching.ts";
import { type Receiver, startReceiver } from "../../../receiver/receiver.ts";
import {
  type Constellation,
  type DispatchersInMovedTime,
  startConstellation,
} from "../../fixtures/constellation/constellation.ts";
import type { Sent } from "../../fixtures/planned-rows.ts";

let constellation: Constellation<"dispatchersInMovedTime">;
let dispatchers: DispatchersInMovedTime;
let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
  constellation = await startConstellation({ dispatchersInMovedTime: {} });
  dispatchers = constellation.dispatchersInMovedTime;
}, 30_000);
afterAll(async () => {
  await constellation.close();
  await receiver.close();
}, 30_000);

let running: Dispatching;
afterEach(async () => {
  await dispatchers.time.during(running.stop(0));
  await constellation.query("DELETE FROM deliveries");
});

const second = 1_000;
const minute = 60_000;
const arrivals = (path: string) => receiver.requests.filter(({ url }) => url === path).length;

function plan(path: string, count: number, sent: (place: number) => Sent): Promise<Buffer[]> {
  const endpoint = `${receiver.url}${path}`;
  return dispatchers.plan(...Array.from({ length: count }, (_, place) => ({ endpoint, ...sent(place) })));
}

describe("a backlog", { timeout: 30_000 }, () => {
  it("is worked off in equal shares between projects, and in due order within each", async () => {
    const { time } = dispatchers;
    const overdue = (minutes: number) => {
      const projectId = randomBytes(16);
      return (place: number) => ({ fireAt: time.now() - minutes * minute + place, projectId });
    };
    await plan("/large", 300, overdue(60));
    await plan("/small", 10, overdue(30));
    await plan("/smaller", 5, overdue(20));
    running = await dispatchers.start({ limits: { backlogRows: 30, inFlightPerLane: 1 } });
    await time.until(() => arrivals("/small") + arrivals("/smaller") === 15, 60 * second);
    // Equal shares, as long as each has any: far from all 300.
    expect(arrivals("/large")).toBeLessThan(60);
    await time.until(() => arrivals("/large") === 300, 120 * second);
    const order = receiver.requests.filter(({ url }) => url === "/large");
    const planned = order.map(({ headers }) => Date.parse(String(headers["sched-scheduled-for"])));
    const inOrder = planned.toSorted((one, other) => one - other);
    // Two batches may begin at the same time, so neighbours may swap.
    const strays = planned.filter((at, place) => Math.abs(inOrder.indexOf(at) - place) > 30);
    // On a busy machine a begin may come too late for its moment: it is taken back, and claimed again in a later turn.
    expect(strays.length).toBeLessThan(10);
  });

  it("is claimed as it shrinks, not only at the next claim", async () => {
    const { time } = dispatchers;
    await plan("/steadily", 200, (place) => ({ fireAt: time.now() - 60 * minute + place }));
    running = await dispatchers.start({ limits: { backlogRows: 10 } });
    // Ten at every claim would take eight seconds.
    await time.until(() => arrivals("/steadily") === 200, 3.5 * second);
  });

  it("does not delay on-time deliveries, not even to the same destination", async () => {
    const { time } = dispatchers;
    for (const path of ["/busy", "/punctual"]) receiver.on(path, { do: "hang" });
    // Each request takes up to 50 ms, so 80 a second at most.
    const answering = (until: () => boolean) => () => {
      if (time.now() % 50 === 0) receiver.releaseAll();
      return until();
    };
    await plan("/busy", 800, (place) => ({ fireAt: time.now() - 60 * minute + place }));
    running = await dispatchers.start({ limits: { inFlightPerLane: 4 } });
    const warm = () => arrivals("/busy") > 100;
    await time.until(answering(warm), 30 * second);
    const ids = await plan("/punctual", 20, (place) => ({ fireAt: time.now() + second + place * 100 }));
    const all = () => arrivals("/punctual") === 20;
    await time.until(answering(all), 30 * second);
    expect(arrivals("/busy")).toBeLessThan(700);
    await time.until(
      answering(() => arrivals("/busy") === 800),
      120 * second,
    );
    const rows = await constellation.query(
      "SELECT offset_ms FROM attempts WHERE number = 1 AND delivery_id IN (?) ORDER BY offset_ms",
      [ids],
    );
    expect(rows[10]?.offset_ms).toBeLessThan(300);
  });
});

describe("what was held back", { timeout: 30_000 }, () => {
  it("does not delay on-time deliveries when all of it may be sent again at once", async () => {
    await using released = await startReceiver();
    released.on("*", { do: "hang" });
    const { time } = dispatchers;
    const fireAt = time.now() - 60 * minute;
    const endpoint = `${released.url}/`;
    const held = await dispatchers.plan(...Array.from({ length: 300 }, () => ({ fireAt, endpoint })));
    // As a breaker leaves deliveries that wait for its probe.
    await constellation.query("UPDATE deliveries SET reason = 'breaker_open', claim_at = ? WHERE id IN (?)", [
      time.now() + 2 * second,
      held,
    ]);
    const ids = await plan("/beside", 20, (place) => ({ fireAt: time.now() + second + place * 100 }));
    running = await dispatchers.start({ limits: { queueRows: 50, backlogRows: 20, inFlightPerLane: 5 } });
    const isSettled = async () => {
      const sql = "SELECT 1 FROM deliveries WHERE id IN (?) AND completed_at IS NULL";
      return (await constellation.query(sql, [ids])).length === 0;
    };
    await time.until(isSettled, 30 * second);
    expect(released.requests.length).toBeGreaterThan(0);
    const rows = await constellation.query(
      "SELECT offset_ms FROM attempts WHERE number = 1 AND delivery_id IN (?) ORDER BY offset_ms",
      [ids],
    );
    expect(rows[15]?.offset_ms).toBeLessThan(300);
  });
});

describe("what a dispatcher holds", { timeout: 30_000 }, () => {
  it("is bounded in rows, and still everything due is sent", async () => {
    const { time } = dispatchers;
    const ids = await plan("/rows", 200, () => ({ fireAt: time.now() + 3 * second }));
    running = await dispatchers.start({ limits: { queueRows: 20 } });
    let most = 0;
    await time.until(() => {
      most = Math.max(most, running.counts.rows);
      return arrivals("/rows") === ids.length;
    }, 60 * second);
    expect(most).toBe(20);
  });

  it("is bounded in bytes, and still a delivery larger than the bound is sent", async () => {
    const { time } = dispatchers;
    const queueBytes = 200_000;
    const size = (place: number) => (place === 30 ? 250_000 : 40_000);
    const ids = await plan("/bytes", 50, (place) => ({
      fireAt: time.now() + 3 * second + place,
      contentBytes: size(place),
    }));
    running = await dispatchers.start({ limits: { queueBytes } });
    let most = 0;
    await time.until(() => {
      most = Math.max(most, running.counts.bytes);
      return arrivals("/bytes") === ids.length;
    }, 60 * second);
    // One delivery is taken although it exceeds the bound; a large one would wait for ever otherwise.
    expect(most).toBeLessThan(queueBytes + size(30));
    expect(most).toBeGreaterThan(queueBytes / 2);
  });
});
