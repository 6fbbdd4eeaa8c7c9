import mysql from "mysql2/promise";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Receiver, startReceiver } from "../../../receiver/receiver.ts";
import { type ServedInMovedTime, serveDispatchingInMovedTime } from "../../fixtures/serve-dispatching.ts";

let served: ServedInMovedTime;
let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
  served = await serveDispatchingInMovedTime();
  await served.start();
}, 30_000);
afterAll(async () => {
  await served.close();
  await receiver.close();
}, 30_000);

const second = 1_000;
const arrivals = (path: string) => receiver.requests.filter(({ url }) => url === path).length;

/** A delivery that has arrived and whose outcome cannot be written, until what is returned is called. */
async function unwritten(path: string, fireAt: number): Promise<() => Promise<void>> {
  const [id] = await served.plan({ fireAt, endpoint: `${receiver.url}${path}` });
  const { schedule_id } = await served.delivery(id);
  const slow = await mysql.createConnection(served.database.url);
  await slow.beginTransaction();
  await slow.query("SELECT id FROM schedules WHERE id = ? FOR UPDATE", [schedule_id]);
  await served.time.until(() => arrivals(path) === 1, 3 * second);
  return async () => {
    expect((await served.delivery(id)).state).toBe("dispatching");
    await slow.rollback();
    await slow.end();
    await served.time.until(async () => (await served.delivery(id)).state === "succeeded", 5 * second);
  };
}

describe("no more is sent than the store takes", { timeout: 30_000 }, () => {
  it("nothing begins while outcomes have waited for a second to be written", async () => {
    const { time } = served;
    const write = await unwritten("/first", time.now() + second);
    await time.pass(1.5 * second);
    await served.plan({ fireAt: time.now() + second, endpoint: `${receiver.url}/after` });
    await time.pass(4 * second);
    expect(arrivals("/after")).toBe(0);
    await write();
    await time.until(() => arrivals("/after") === 1, 5 * second);
  });

  it("what is overdue gives way before what is on time", async () => {
    const { time } = served;
    const fireAt = time.now() + second;
    await served.plan({ fireAt: fireAt + 900, endpoint: `${receiver.url}/on-time` });
    const write = await unwritten("/second", fireAt);
    await time.pass(300);
    await served.plan({ fireAt: fireAt - 60 * second, endpoint: `${receiver.url}/overdue` });
    await time.until(() => arrivals("/on-time") === 1, 2 * second);
    expect(arrivals("/overdue")).toBe(0);
    await write();
    await time.until(() => arrivals("/overdue") === 1, 5 * second);
  });
});
