import { afterAll, beforeAll, expect, it } from "vitest";
import { createAskNames } from "../../../../services/runtime/egress/ask-names.ts";
import { createResolver, defaultResolverLimits } from "../../../../services/runtime/egress/resolve.ts";
import { systemClock } from "../../../../services/runtime/time/clock.ts";
import { type NameServer, startNameServer } from "../../../receiver/name-server.ts";
import { type Receiver, startReceiver } from "../../../receiver/receiver.ts";
import {
  type Constellation,
  type DispatchersUnderTest,
  startConstellation,
} from "../../fixtures/constellation/constellation.ts";

let constellation: Constellation<"dispatchers">;
let dispatchers: DispatchersUnderTest;
let receiver: Receiver;
let names: NameServer;
beforeAll(async () => {
  receiver = await startReceiver();
  names = await startNameServer((name) => (name.includes("silent") ? "silent" : ["127.0.0.1"]));
  constellation = await startConstellation({ dispatchers: {} });
  ({ dispatchers } = constellation);
}, 30_000);
afterAll(async () => {
  await constellation.close();
  await receiver.close();
  await names[Symbol.asyncDispose]();
}, 30_000);

it("names whose server is silent keep no delivery of another project waiting, nor a few of their own", {
  timeout: 30_000,
}, async () => {
  const ask = createAskNames({ folder: "/etc", servers: [names.address] });
  await dispatchers.start({ resolve: createResolver(systemClock, defaultResolverLimits, ask) });
  const fireAt = Date.now() + 1_500;
  const to = (host: string, count: number) =>
    Array.from({ length: count }, (_, each) => ({
      endpoint: `http://${host}${each}.test:${receiver.port}/x`,
      fireAt,
    }));
  const projectId = Buffer.alloc(16, 7);
  await dispatchers.plan(...to("silent", 600).map((sent) => ({ ...sent, projectId })));
  await dispatchers.plan(...to("hushed-silent", 30));
  const quick = await dispatchers.plan(...to("quick", 60).map((sent) => ({ ...sent, fireAt: fireAt + 500 })));
  await receiver.waitFor((requests) => requests.length === 60, 5_000);
  for (const request of receiver.requests) expect(request.headers.host).toMatch(/^quick/);
  const [row] = await constellation.query(
    "SELECT COUNT(*) AS failed FROM attempts WHERE delivery_id IN (?) AND outcome <> 'succeeded'",
    [quick],
  );
  expect(row?.failed).toBe(0);
});
