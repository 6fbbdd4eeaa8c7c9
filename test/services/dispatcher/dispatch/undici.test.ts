import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { DispatcherServiceService } from "../../../../generated/rpc/landfall/dispatcher/v1/dispatcher.ts";
import { newServiceProcess } from "../../../faults/fixtures/service-process.ts";
import { type Receiver, startReceiver } from "../../../receiver/receiver.ts";
import { answers } from "../../../receiver/script.ts";
import {
  type Constellation,
  type DispatchersUnderTest,
  startConstellation,
} from "../../fixtures/constellation/constellation.ts";

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

// undici writes the names of its own headers in lower case.
for (const [client, name] of [
  ["own", "Connection"],
  ["undici", "connection"],
] as const) {
  it(`a dispatcher with HTTP_CLIENT=${client} delivers by that client`, { timeout: 30_000 }, async () => {
    const path = `/${client}`;
    receiver.on(path, ...answers(500, 200));
    const dispatcher = await newServiceProcess("dispatcher", DispatcherServiceService, {
      DATABASE_URL: constellation.database.doorUrl("dispatcher"),
      SEALING_KEYS: `k1:${randomBytes(32).toString("base64")}`,
      EGRESS_ALLOW: "127.0.0.0/8",
      HTTP_CLIENT: client,
    });
    await dispatcher.start();
    const [id] = await dispatchers.plan({ fireAt: Date.now() + 500, endpoint: `${receiver.url}${path}` });
    const state = async () => (await dispatchers.delivery(id)).state;
    await expect.poll(state, { timeout: 15_000 }).toBe("succeeded");
    expect(await dispatchers.attempts(id)).toEqual([
      ["retry", 500, "http_status"],
      ["succeeded", 200, null],
    ]);
    const seen = receiver.requests.filter(({ url }) => url === path);
    expect(seen.map(({ rawHeaders }) => rawHeaders.includes(name))).toEqual([true, true]);
    await dispatcher.close();
  });
}
