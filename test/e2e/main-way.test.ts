import { Webhook } from "standardwebhooks";
import { Stripe } from "stripe";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  cancelSchedule,
  createSchedule,
  getDelivery,
  getSchedule,
  getSigningSecrets,
  listDeadLetters,
  listDeliveryAttempts,
  listScheduleDeliveries,
  replayDelivery,
} from "../../generated/sdk/index.ts";
import { type ReceivedRequest, type Receiver, startReceiver } from "../receiver/receiver.ts";
import { answers } from "../receiver/script.ts";
import { type Landfall, newLandfall } from "./fixtures/landfall.ts";
import { columnsThatHold } from "./fixtures/stored-values.ts";

let landfall: Landfall;
let receiver: Receiver;
const answered: string[] = [];
const stripe = new Stripe("sk_test_unused");

beforeAll(async () => {
  receiver = await startReceiver();
  landfall = await newLandfall();
  await landfall.start();
  landfall.client.interceptors.response.use(async (response) => {
    answered.push(await response.clone().text(), ...response.headers.values());
    return response;
  });
}, 60_000);
afterAll(async () => {
  await landfall[Symbol.asyncDispose]();
  await receiver.close();
});
afterEach(() => receiver.releaseAll());

const sdk = () => ({ client: landfall.client, throwOnError: true }) as const;
const soon = (inMs: number) => new Date(Date.now() + inMs).toISOString();
const to = (path: string) => (requests: readonly ReceivedRequest[]) =>
  requests.filter(({ url }) => url === path);
const came = async (path: string, count = 1) => {
  const all = await receiver.waitFor((requests) => to(path)(requests).length >= count, 15_000);
  return to(path)(all);
};
const create = async (path: string, more: object = {}) => {
  const body = { endpoint: `${receiver.url}${path}`, fire_at: soon(1_200), ...more };
  return (await createSchedule({ ...sdk(), body })).data;
};
const deliveryOf = async (id: string) => {
  const { data } = await listScheduleDeliveries({ ...sdk(), path: { id } });
  const [delivery] = data.data;
  if (!delivery) throw new Error("a one-shot without a delivery");
  return delivery;
};

describe("a one-shot", () => {
  it("arrives within 50 ms of its time, not before it, and both signatures hold", async () => {
    const made = [];
    for (let number = 0; number < 5; number++) {
      made.push(await create("/on-time", { fire_at: soon(1_500 + 100 * number), body: { number } }));
    }
    const requests = await came("/on-time", 5);
    const offsets = requests.map(
      ({ arrivedAt, headers }) => arrivedAt - Date.parse(String(headers["sched-scheduled-for"])),
    );
    expect(Math.min(...offsets)).toBeGreaterThanOrEqual(0);
    // The median of five: the machine may be busy during one of them.
    expect(offsets.toSorted((one, other) => one - other)[2]).toBeLessThanOrEqual(50);
    expect(new Set(requests.map(({ headers }) => headers["sched-schedule-id"]))).toEqual(
      new Set(made.map(({ id }) => id)),
    );

    const { data: secrets } = await getSigningSecrets(sdk());
    const secret = secrets.current?.secret ?? "";
    for (const { body, headers } of requests) {
      const signature = String(headers["sched-signature"]);
      expect(stripe.webhooks.constructEvent(body.toString(), signature, secret)).toHaveProperty("number");
      expect(new Webhook(secret).verify(body, record(headers))).toHaveProperty("number");
    }
  });

  it("is tried again under the same Idempotency-Key until the receiver takes it", async () => {
    receiver.on("/twice-500", ...answers(500, 500, 200));
    const retry_policy = { strategy: "fixed", base: "1s", jitter: false };
    const { id } = await create("/twice-500", { retry_policy });
    const requests = await came("/twice-500", 3);
    expect(requests.map(({ headers }) => headers["sched-attempt"])).toEqual(["1", "2", "3"]);
    expect(new Set(requests.map(({ headers }) => headers["idempotency-key"])).size).toBe(1);
    await expect.poll(async () => (await deliveryOf(id)).state).toBe("succeeded");
    await expect
      .poll(async () => (await getSchedule({ ...sdk(), path: { id } })).data.state)
      .toBe("completed");
  });

  it("that never lands is a dead letter with every attempt, and lands after a replay", async () => {
    receiver.on("/broken", ...answers(500, 404));
    const retry_policy = { max_attempts: 2, strategy: "list", delays: ["100ms"] };
    const { id } = await create("/broken", { retry_policy });
    const requests = await came("/broken", 2);
    await expect.poll(async () => (await deliveryOf(id)).state).toBe("dead_lettered");
    const dead = await deliveryOf(id);
    const { data: letters } = await listDeadLetters({ ...sdk(), query: { schedule_id: id } });
    expect(letters.data.map((letter) => letter.id)).toEqual([dead.id]);
    const { data: attempts } = await listDeliveryAttempts({ ...sdk(), path: { id: dead.id } });
    expect(
      attempts.data
        .toSorted((one, other) => one.number - other.number)
        .map(({ number, outcome, status_code, error }) => [number, outcome, status_code, error?.code]),
    ).toEqual([
      [1, "retry", 500, "http_status"],
      [2, "failed", 404, "http_status"],
    ]);
    receiver.on("/broken", ...answers(200));
    const { data: replay } = await replayDelivery({ ...sdk(), path: { id: dead.id } });
    expect(replay.replay_of).toBe(dead.id);
    const [, , landed] = await came("/broken", 3);
    expect(landed?.headers["idempotency-key"]).toBe(requests[0]?.headers["idempotency-key"]);
    await expect
      .poll(async () => (await getDelivery({ ...sdk(), path: { id: replay.id } })).data.state)
      .toBe("succeeded");
  });

  it("that was canceled never arrives", async () => {
    const { id } = await create("/canceled", { fire_at: soon(1_500) });
    const { data } = await cancelSchedule({ ...sdk(), path: { id } });
    expect(data.state).toBe("canceled");
    await create("/after-the-canceled", { fire_at: soon(2_000) });
    await came("/after-the-canceled");
    expect(to("/canceled")(receiver.requests)).toEqual([]);
    expect((await deliveryOf(id)).state).toBe("canceled");
  });

  it("made twenty times at once with one idempotency key is one schedule and arrives once", async () => {
    const body = { endpoint: `${receiver.url}/once`, fire_at: soon(1_500) };
    const responses = await Promise.all(
      Array.from({ length: 20 }, () =>
        landfall.request("POST", "/v1/schedules", body, { "idempotency-key": "one-of-twenty" }),
      ),
    );
    const statuses = responses.map(({ status }) => status).sort();
    expect(statuses).toEqual([...Array.from({ length: 19 }, () => 200), 201]);
    const made = await Promise.all(responses.map(async (response) => response.json()));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    await create("/after-the-one", { fire_at: soon(2_200) });
    await came("/after-the-one");
    expect(to("/once")(receiver.requests)).toHaveLength(1);
  });

  it("keeps its body and header values out of every answer, log and readable column", async () => {
    const secret = "marker-7f3a91";
    receiver.on("/secret", ...answers(500, 200));
    const more = { headers: { "x-secret": `h-${secret}` }, body: { text: `b-${secret}` } };
    const { id } = await create("/secret", { ...more, retry_policy: { strategy: "fixed", base: "1s" } });
    const [request] = await came("/secret", 2);
    expect(request?.headers["x-secret"]).toBe(`h-${secret}`);
    expect(request?.body.toString()).toContain(`b-${secret}`);
    await expect.poll(async () => (await deliveryOf(id)).state).toBe("succeeded");
    await getSchedule({ ...sdk(), path: { id } });
    const refused = await landfall.request("POST", "/v1/schedules", {
      ...more,
      endpoint: "nowhere",
      delay: "5s",
    });
    answered.push(await refused.text());
    expect(answered.filter((text) => text.includes(secret))).toEqual([]);
    expect(landfall.logs()).not.toContain(secret);
    expect(landfall.output()).not.toContain(secret);
    expect(await columnsThatHold(landfall.dataDir, secret)).toEqual([]);
    // Shows that the search finds text that is stored unsealed.
    expect(await columnsThatHold(landfall.dataDir, `${receiver.url}/secret`)).toEqual(["requests.endpoint"]);
  });
});

function record(headers: ReceivedRequest["headers"]): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
