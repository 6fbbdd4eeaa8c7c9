import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Receiver, startReceiver } from "../../../../test/receiver/receiver.ts";
import { standingClock } from "../../../../test/receiver/standing-clock.ts";
import { parseCidrs } from "../../../runtime/egress/cidrs.ts";
import { createEgressPolicy } from "../../../runtime/egress/policy.ts";
import { systemClock } from "../../../runtime/time/clock.ts";
import { createSender, type Sender } from "../send.ts";

let one: Receiver;
let other: Receiver;
beforeEach(async () => {
  [one, other] = await Promise.all([startReceiver(), startReceiver()]);
});
afterEach(() => Promise.all([one.close(), other.close()]));

const options = {
  clock: systemClock,
  policy: createEgressPolicy(parseCidrs("127.0.0.0/8")),
  resolve: async () => ["127.0.0.1"],
};
const send = (sender: Sender, url: string, timeoutMs = 5_000, method = "POST") =>
  sender.send({ url, method, headers: [], body: Buffer.from("{}"), timeoutMs });

describe("connections", () => {
  it("are kept between requests", async () => {
    const sender = createSender(options);
    for (let count = 0; count < 5; count++) {
      await send(sender, one.url);
      // A connection becomes free two turns of the event loop after its answer.
      await new Promise((turn) => setImmediate(() => setImmediate(turn)));
    }
    expect(one.connectionCount).toBeLessThan(3);
    await sender.close({ graceMs: 0 });
  });

  it("are bounded for each origin: the rest waits, and a hanging origin delays no other", async () => {
    const sender = createSender({ ...options, limits: { connectionsPerOrigin: 2 } });
    one.on("/", { do: "hang" });
    const held = [1, 2, 3, 4].map(() => send(sender, one.url));
    await one.waitFor(2);
    expect(sender.load()).toEqual(new Map([[one.url, { inFlight: 2, waiting: 2 }]]));
    expect((await send(sender, other.url)).statusCode).toBe(200);
    expect(one.requests).toHaveLength(2);
    one.releaseAll();
    await one.waitFor(4);
    one.releaseAll();
    expect((await Promise.all(held)).map((each) => each.statusCode)).toEqual([200, 200, 200, 200]);
    expect(sender.load().size).toBe(0);
    expect(one.connectionCount).toBeLessThanOrEqual(2);
    await sender.close({ graceMs: 0 });
  });

  it("time out while they wait for a connection, without having sent anything", async () => {
    const sender = createSender({ ...options, limits: { connectionsPerOrigin: 1 } });
    one.on("/", { do: "hang" });
    const held = send(sender, one.url);
    await one.waitFor(1);
    expect(await send(sender, one.url, 30)).toMatchObject({ code: "timeout", requestSent: false });
    expect(sender.load()).toEqual(new Map([[one.url, { inFlight: 1, waiting: 0 }]]));
    one.releaseAll();
    await held;
    expect(one.requests).toHaveLength(1);
    await sender.close({ graceMs: 0 });
  });

  it("of the origin idle for longest make room for a new one", async () => {
    const sender = createSender({ ...options, limits: { maxOrigins: 1 } });
    for (const url of [one.url, other.url, one.url]) await send(sender, url);
    expect([one.connectionCount, other.connectionCount]).toEqual([2, 1]);
    await sender.close({ graceMs: 0 });
  });

  it("of an origin that was idle for too long are closed", async () => {
    const standing = standingClock();
    const sender = createSender({ ...options, clock: standing.clock });
    await send(sender, one.url);
    standing.move(120_000);
    await send(sender, one.url);
    expect(one.connectionCount).toBe(2);
    await sender.close({ graceMs: 0 });
    expect(standing.timerCount).toBe(0);
  });
});

describe("close", () => {
  it("waits for requests in flight and accepts no more", async () => {
    const sender = createSender(options);
    one.on("/", { do: "hang" });
    const held = send(sender, one.url);
    await one.waitFor(1);
    const closed = sender.close({ graceMs: 5_000 });
    expect(await send(sender, one.url)).toMatchObject({ code: "interrupted", requestSent: false });
    one.releaseAll();
    expect((await held).statusCode).toBe(200);
    await closed;
  });

  it("ends requests that exceed the grace period as interrupted, waiting or in flight", async () => {
    const sender = createSender({ ...options, limits: { connectionsPerOrigin: 1 } });
    one.on("/", { do: "hang" });
    const held = [send(sender, one.url), send(sender, one.url)];
    await one.waitFor(1);
    await sender.close({ graceMs: 10 });
    expect(await Promise.all(held)).toMatchObject([
      { code: "interrupted", requestSent: true },
      { code: "interrupted", requestSent: false },
    ]);
  });
});
