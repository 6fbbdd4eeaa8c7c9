import mysql from "mysql2/promise";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Receiver, startReceiver } from "../receiver/receiver.ts";
import { type ServedInMovedTime, serveDispatchingInMovedTime } from "./serve-dispatching.ts";

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

it("no more is sent than the store takes: nothing begins while outcomes wait to be written", {
  timeout: 30_000,
}, async () => {
  const { time } = served;
  const fireAt = time.now() + second;
  const [id] = await served.plan({ fireAt, endpoint: `${receiver.url}/unwritten` });
  const { schedule_id } = await served.delivery(id);
  const slow = await mysql.createConnection(served.database.url);
  await slow.beginTransaction();
  await slow.query("SELECT id FROM schedules WHERE id = ? FOR UPDATE", [schedule_id]);
  await time.until(() => arrivals("/unwritten") === 1, 3 * second);

  await time.pass(1.5 * second);
  await served.plan({ fireAt: time.now() + second, endpoint: `${receiver.url}/waits` });
  await time.pass(4 * second);
  expect((await served.delivery(id)).state).toBe("dispatching");
  expect(arrivals("/waits")).toBe(0);

  await slow.rollback();
  await slow.end();
  await time.until(() => arrivals("/waits") === 1, 5 * second);
  expect((await served.delivery(id)).state).toBe("succeeded");
});
