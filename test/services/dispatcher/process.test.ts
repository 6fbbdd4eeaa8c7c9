import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { DispatcherServiceService } from "../../../generated/rpc/landfall/dispatcher/v1/dispatcher.ts";
import { newServiceProcess } from "../../faults/fixtures/service-process.ts";
import { type Receiver, startReceiver } from "../../receiver/receiver.ts";
import {
  type Constellation,
  type DispatchersUnderTest,
  startConstellation,
} from "../fixtures/constellation/constellation.ts";

let constellation: Constellation<"dispatchers">;
let dispatchers: DispatchersUnderTest;
let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
  constellation = await startConstellation({ dispatchers: {} });
  ({ dispatchers } = constellation);
}, 30_000);
afterAll(async () => {
  await constellation.close();
  await receiver.close();
}, 30_000);

it("SIGTERM releases deliveries that have not begun and lets attempts in flight end", {
  timeout: 30_000,
}, async () => {
  receiver.on("/on-the-wire", { do: "hang" });
  const dispatcher = await newServiceProcess("dispatcher", DispatcherServiceService, {
    DATABASE_URL: constellation.database.doorUrl("dispatcher"),
    SEALING_KEYS: `k1:${randomBytes(32).toString("base64")}`,
    EGRESS_ALLOW: "127.0.0.0/8",
  });
  await dispatcher.start();
  const [begun] = await dispatchers.plan({
    fireAt: Date.now() + 500,
    endpoint: `${receiver.url}/on-the-wire`,
  });
  await receiver.waitFor(1, 10_000);
  const [held] = await dispatchers.plan({ fireAt: Date.now() + 4_500, endpoint: `${receiver.url}/later` });
  const holder = async () => (await dispatchers.delivery(held)).holder;
  await expect.poll(holder, { timeout: 5_000 }).not.toBeNull();

  const ended = dispatcher.signal("SIGTERM");
  await expect.poll(holder, { timeout: 5_000 }).toBeNull();
  expect((await dispatchers.delivery(begun)).state).toBe("dispatching");
  receiver.releaseAll();
  await ended;

  expect((await dispatchers.delivery(begun)).state).toBe("succeeded");
  expect(await dispatchers.delivery(held)).toMatchObject({ state: "scheduled", attempt_count: 0 });
  expect(receiver.requests.length).toBe(1);
  await dispatcher.close();
});
