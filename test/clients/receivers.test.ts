import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { Landfall, secretsOf } from "../../clients/sdk/src/index.ts";
import { memoryStore, type ReceivedDelivery } from "../../clients/sdk/src/receiver/index.ts";
import { newLandfall, type Landfall as Running } from "../e2e/fixtures/landfall.ts";
import { expressMounts } from "./frameworks/express.ts";
import { mountFastify } from "./frameworks/fastify.ts";
import { mountKoa } from "./frameworks/koa.ts";
import type { Mount, Mounted } from "./frameworks/mounted.ts";
import { buildNext, mountNext } from "./frameworks/next.ts";
import { mountNode } from "./frameworks/node.ts";
import { mountHono, mountWeb } from "./frameworks/web.ts";

let running: Running;
let landfall: Landfall;
let secrets: string[];
let nextApp: string;
const open: Mounted[] = [];

beforeAll(async () => {
  running = await newLandfall();
  await running.start();
  landfall = new Landfall({ apiKey: running.testKey, baseUrl: running.url });
  secrets = secretsOf(await landfall.signingSecrets.get());
  nextApp = await buildNext();
}, 400_000);
afterAll(() => running[Symbol.asyncDispose]());
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

const mounts: Readonly<Record<string, Mount>> = {
  Koa: mountKoa,
  ...expressMounts,
  Fastify: mountFastify,
  Hono: mountHono,
  "Next's app router": mountNext(() => nextApp, "/hooks", "/too-early"),
  "Next's pages router": mountNext(() => nextApp, "/api/hooks", "/api/too-early"),
  "web handlers": mountWeb,
  "Node's own server": mountNode,
};

const retry_policy = { max_attempts: 2, strategy: "list" as const, delays: ["100ms"] };
/** Waits until a delivery of the schedule is in this state; resolves to all its deliveries. */
const settled = (scheduleId: string, state: string) =>
  vi.waitFor(
    async () => {
      const [delivery] = await landfall.schedules.deliveries(scheduleId).take(1);
      expect(delivery?.state).toBe(state);
      return delivery;
    },
    { timeout: 15_000, interval: 50 },
  );

describe.each(Object.entries(mounts))("a receiver in %s", (_name, mount) => {
  const mountHere = async (...given: Parameters<Mount>) => {
    const made = await mount(...given);
    open.push(made);
    return made;
  };

  it("hands over real deliveries, whatever their body, once each", async () => {
    const seen: ReceivedDelivery[] = [];
    let failures = 1;
    const { url } = await mountHere({
      secrets,
      store: memoryStore(),
      onDelivery(delivery) {
        if (failures-- > 0) throw new Error("not yet");
        seen.push(delivery);
      },
    });
    const bodies = [{ größe: "ä", n: 1 }, "a text", '{"json": "as text"}'];
    const now = { endpoint: url, delay: "1s", retry_policy };
    const made = await Promise.all(bodies.map((body) => landfall.schedules.create({ ...now, body })));
    const [json] = made;
    const silent = await landfall.schedules.create({ ...now, method: "PUT" });
    const deliveries = await Promise.all([...made, silent].map(({ id }) => settled(id, "succeeded")));
    expect(seen.map((each) => each.scheduleId).sort()).toEqual([...made, silent].map(({ id }) => id).sort());
    expect(seen.map((each) => each.deliveryId).sort()).toEqual(deliveries.map((each) => each?.id).sort());
    const texts = new Map(seen.map((each) => [each.scheduleId, each.text()]));
    expect(texts.get(json?.id ?? "")).toBe(JSON.stringify(bodies[0]));
    expect([texts.get(made[1]?.id ?? ""), texts.get(made[2]?.id ?? ""), texts.get(silent.id)]).toEqual([
      bodies[1],
      bodies[2],
      "",
    ]);

    // A replay has the idempotency key of a handled delivery, so it is answered and not handled again.
    const again = await landfall.deliveries.replay(deliveries[0]?.id ?? "");
    await vi.waitFor(async () => expect((await landfall.deliveries.get(again.id)).state).toBe("succeeded"), {
      timeout: 15_000,
      interval: 50,
    });
    expect(seen).toHaveLength(4);
  });

  it("refuses what nobody signed, with the reason", async () => {
    const { url } = await mountHere({ secrets, onDelivery: () => expect.unreachable() });
    const headers = { "content-type": "application/json" };
    const response = await fetch(url, { method: "POST", headers, body: "{}" });
    expect([response.status, await response.json()]).toEqual([401, { error: "missing" }]);
  });

  it("whose body was parsed too early fails, and says where to mount it", async () => {
    const { url, errors } = await mountHere({ secrets, onDelivery: () => expect.unreachable() }, true);
    const { id } = await landfall.schedules.create({
      endpoint: url,
      delay: "1s",
      body: { a: 1 },
      retry_policy,
    });
    expect((await settled(id, "dead_lettered"))?.last_status_code).toBe(500);
    expect(errors.map(({ name }) => name)).toEqual(["BodyAlreadyReadError", "BodyAlreadyReadError"]);
    expect(errors[0]?.message).toMatch(/before the receiver saw it.*(Mount|Register|Hand|export|Let) /);
  });
});
