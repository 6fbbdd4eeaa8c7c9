import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { redisStore, type SeenStore, webReceiver } from "../../clients/sdk/src/receiver/index.ts";
import { signatureHeaders } from "../../services/dispatcher/attempt/request/sign.ts";
import { type OpenRedis, type RedisConnection, redisClients } from "./redis/redis-clients.ts";
import { type RunningRedis, startRedis } from "./redis/start-redis.ts";

const secret = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
const minute = 60_000;
let redis: RunningRedis;
let clients: Readonly<Record<"ioredis" | "redis", OpenRedis>>;
const open: RedisConnection[] = [];

beforeAll(async () => {
  redis = await startRedis();
  clients = await redisClients();
}, 400_000);
afterAll(() => redis[Symbol.asyncDispose]());
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

describe.each(["ioredis", "redis"] as const)("a receiver's keys in Redis, by %s", (name) => {
  /** Each has a connection of its own, as processes have. */
  const stores = (count: number): Promise<SeenStore[]> =>
    Promise.all(
      Array.from({ length: count }, async () => {
        const connection = await clients[name](redis.port);
        open.push(connection);
        return redisStore(connection.command, `${name}:`);
      }),
    );

  it("lets one of many have a key, and the next when that one has failed or crashed", async () => {
    const all = await stores(8);
    const [store] = all;
    for (let round = 0; round < 50; round++) {
      const key = `race-${round}`;
      const claims = await Promise.all(
        all.flatMap((each) => [each.claim(key, minute), each.claim(key, minute)]),
      );
      const claimed = claims.filter(({ state }) => state === "claimed");
      expect([claimed.length, claims.filter(({ state }) => state === "busy").length]).toEqual([1, 15]);
    }
    const claim = await store?.claim("one", minute);
    const token = claim?.state === "claimed" ? claim.token : "";
    await store?.failed("one", "another's");
    expect(await store?.claim("one", minute)).toMatchObject({ state: "busy" });
    await store?.failed("one", token);
    expect(await store?.claim("one", 1)).toMatchObject({ state: "claimed" });
    // Redis has a clock of its own, so that this claim expires in real time.
    await expect
      .poll(async () => (await store?.claim("one", minute))?.state, { interval: 1 })
      .toBe("claimed");
  });

  it("remembers what was handled, for as long as it is told", async () => {
    const [store] = await stores(1);
    const claim = await store?.claim("two", minute);
    await store?.done("two", claim?.state === "claimed" ? claim.token : "", 50);
    expect(await store?.claim("two", minute)).toEqual({ state: "done" });
    await expect
      .poll(async () => (await store?.claim("two", minute))?.state, { interval: 5 })
      .toBe("claimed");
  });

  it("has one of two receivers handle a delivery that reaches both at once", async () => {
    const handled: (string | null)[] = [];
    const receivers = (await stores(2)).map((store) =>
      webReceiver({
        secrets: secret,
        store,
        onDelivery: ({ idempotencyKey }) => handled.push(idempotencyKey),
      }),
    );
    for (let round = 0; round < 20; round++) {
      const answers = await Promise.all(receivers.map((receive) => receive(signed(`both-${round}`))));
      expect(handled).toHaveLength(round + 1);
      // The other answers that it was handled, or that it is: Landfall comes again, and learns that it was.
      for (const { status } of answers) expect([204, 503]).toContain(status);
      for (const receive of receivers) expect((await receive(signed(`both-${round}`))).status).toBe(204);
      expect(handled).toHaveLength(round + 1);
    }
  });
});

function signed(messageId: string): Request {
  const body = "{}";
  const timestampSeconds = Math.floor(Date.now() / 1_000);
  const flat = signatureHeaders([secret], { messageId, timestampSeconds, body: Buffer.from(body) });
  const headers = new Headers();
  for (let at = 0; at < flat.length; at += 2) headers.append(String(flat[at]), String(flat[at + 1]));
  return new Request("http://127.0.0.1/hooks", { method: "POST", headers, body });
}
