import mysql from "mysql2/promise";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Receiver, startReceiver } from "../../../receiver/receiver.ts";
import {
  type Constellation,
  type DispatchersInMovedTime,
  startConstellation,
} from "../../fixtures/constellation/constellation.ts";

let constellation: Constellation<"dispatchersInMovedTime">;
let dispatchers: DispatchersInMovedTime;
let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
  constellation = await startConstellation({ dispatchersInMovedTime: {} });
  dispatchers = constellation.dispatchersInMovedTime;
  await dispatchers.start();
}, 30_000);
afterAll(async () => {
  await constellation.close();
  await receiver.close();
}, 30_000);

const second = 1_000;
const arrivals = (path: string) => receiver.requests.filter(({ url }) => url === path).length;

/** Plans a delivery whose outcome cannot be written until the returned function is called. */
async function unwritten(path: string, fireAt: number): Promise<() => Promise<void>> {
  const [id] = await dispatchers.plan({ fireAt, endpoint: `${receiver.url}${path}` });
  const { schedule_id } = await dispatchers.delivery(id);
  const slow = await mysql.createConnection(constellation.database.url);
  await slow.beginTransaction();
  await slow.query("SELECT id FROM schedules WHERE id = ? FOR UPDATE", [schedule_id]);
  await dispatchers.time.until(() => arrivals(path) === 1, 3 * second);
  return async () => {
    expect((await dispatchers.delivery(id)).state).toBe("dispatching");
    await slow.rollback();
    await slow.end();
    await dispatchers.time.until(
      async () => (await dispatchers.delivery(id)).state === "succeeded",
      5 * second,
    );
  };
}

describe("no more is sent than the store takes", { timeout: 30_000 }, () => {
  it("nothing begins while outcomes have waited for a second to be written", async () => {
    const { time } = dispatchers;
    const write = await unwritten("/first", time.now() + second);
    await time.pass(1.5 * second);
    await dispatchers.plan({ fireAt: time.now() + second, endpoint: `${receiver.url}/after` });
    await time.pass(4 * second);
    expect(arrivals("/after")).toBe(0);
    await write();
    await time.until(() => arrivals("/after") === 1, 5 * second);
  });

  it("overdue deliveries give way to on-time ones", async () => {
    const { time } = dispatchers;
    const fireAt = time.now() + second;
    await dispatchers.plan({ fireAt: fireAt + 900, endpoint: `${receiver.url}/on-time` });
    const write = await unwritten("/second", fireAt);
    await time.pass(300);
    await dispatchers.plan({ fireAt: fireAt - 60 * second, endpoint: `${receiver.url}/overdue` });
    await time.until(() => arrivals("/on-time") === 1, 2 * second);
    expect(arrivals("/overdue")).toBe(0);
    await write();
    await time.until(() => arrivals("/overdue") === 1, 5 * second);
  });
});
