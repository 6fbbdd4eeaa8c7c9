import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OutcomeRule } from "../../../../services/dispatcher/attempt/outcome/outcome.ts";
import { type Receiver, startReceiver } from "../../../receiver/receiver.ts";
import { answers, type Reaction, redirect, retryAfter } from "../../../receiver/script.ts";
import {
  type Constellation,
  type DispatchersUnderTest,
  startConstellation,
} from "../../fixtures/constellation/constellation.ts";
import type { Sent } from "../../fixtures/planned-rows.ts";

let constellation: Constellation<"dispatchers">;
let dispatchers: DispatchersUnderTest;
let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
  constellation = await startConstellation({ dispatchers: {} });
  ({ dispatchers } = constellation);
  await dispatchers.start();
}, 30_000);
afterAll(async () => {
  await constellation.close();
  await receiver.close();
}, 30_000);

const arrivals = (path: string) => receiver.requests.filter(({ url }) => url === path);
const rule = (given: Partial<OutcomeRule> & Pick<OutcomeRule, "action">): OutcomeRule => ({
  status: null,
  error: null,
  afterMs: null,
  ...given,
});

/** Reactions of a path, and the state and attempts that a delivery to it ends with. */
const table: Record<string, [readonly Reaction[], Partial<Sent>, string, unknown[][]]> = {
  "lands after two failures": [
    answers(500, 502, 200),
    {},
    "succeeded",
    [
      ["retry", 500, "http_status"],
      ["retry", 502, "http_status"],
      ["succeeded", 200, null],
    ],
  ],
  "is a dead letter after its last attempt": [
    answers(500),
    { policy: { maxAttempts: 2 } },
    "dead_lettered",
    [
      ["retry", 500, "http_status"],
      ["failed", 500, "http_status"],
    ],
  ],
  "is a dead letter at once where the receiver is gone": [
    answers(410),
    {},
    "dead_lettered",
    [["failed", 410, "http_status"]],
  ],
  "does not follow a redirect": [
    [redirect("/elsewhere")],
    { policy: { maxAttempts: 1 } },
    "dead_lettered",
    [["failed", 302, "http_status"]],
  ],
  "is timed out": [
    [{ do: "hang" }],
    { timeoutMs: 1_000, policy: { maxAttempts: 1 } },
    "dead_lettered",
    [["failed", null, "timeout"]],
  ],
  "is tried again after a reset": [
    [{ do: "reset", when: "before" }, ...answers(200)],
    {},
    "succeeded",
    [
      ["retry", null, "reset"],
      ["succeeded", 200, null],
    ],
  ],
  "is taken by a 200 with an endless body": [
    [{ do: "huge", bytes: 3_000_000, status: 200 }],
    {},
    "succeeded",
    [["succeeded", 200, "too_large"]],
  ],
  "succeeds where a rule says so": [
    answers(404),
    { policy: { rules: [rule({ status: "404", action: "succeed" })] } },
    "succeeded",
    [["succeeded", 404, "http_status"]],
  ],
  "dies where a rule says so": [
    answers(500),
    { policy: { rules: [rule({ status: "5xx", action: "dead_letter" })] } },
    "dead_lettered",
    [["failed", 500, "http_status"]],
  ],
};

describe("a delivery", () => {
  for (const [promise, [reactions, sent, state, attempts]] of Object.entries(table)) {
    it(promise, async () => {
      const path = `/${promise.replaceAll(" ", "-")}`;
      receiver.on(path, ...reactions);
      const [id] = await dispatchers.plan({
        fireAt: Date.now() + 100,
        endpoint: `${receiver.url}${path}`,
        ...sent,
      });
      const settled = async () => (await dispatchers.delivery(id)).completed_at !== null;
      await expect.poll(settled, { timeout: 8_000 }).toBe(true);
      expect((await dispatchers.delivery(id)).state).toBe(state);
      expect(await dispatchers.attempts(id)).toEqual(attempts);
      expect(arrivals("/elsewhere")).toEqual([]);
    });
  }

  it("waits for as long as Retry-After asks", async () => {
    receiver.on("/later", retryAfter("1"), ...answers(200));
    await dispatchers.plan({ fireAt: Date.now() + 100, endpoint: `${receiver.url}/later` });
    await receiver.waitFor(() => arrivals("/later").length === 2, 8_000);
    const [first, second] = arrivals("/later");
    expect((second?.arrivedAt ?? 0) - (first?.arrivedAt ?? 0)).toBeGreaterThanOrEqual(1_000);
  });

  it("expires unsent when its time is over before anybody looked, and between two attempts", async () => {
    receiver.on("/failing", ...answers(500));
    const endpoint = `${receiver.url}/failing`;
    const now = Date.now();
    const [late, between] = await dispatchers.plan(
      { fireAt: now - 2_000, expiresAt: now - 1_000, endpoint: `${receiver.url}/expired` },
      { fireAt: now + 200, expiresAt: now + 1_200, endpoint, policy: { delaysMs: [30_000] } },
    );
    for (const id of [late, between]) {
      await expect
        .poll(async () => (await dispatchers.delivery(id)).state, { timeout: 8_000 })
        .toBe("expired");
    }
    expect(arrivals("/expired")).toEqual([]);
    expect(await dispatchers.attempts(between)).toEqual([["retry", 500, "http_status"]]);
  });

  it("of a paused schedule expires, and is not sent just before that", async () => {
    const now = Date.now();
    const endpoint = `${receiver.url}/paused`;
    const [id] = await dispatchers.plan({ fireAt: now + 60_000, expiresAt: now + 61_000, endpoint });
    // As after a pause, with its time to live nearly over.
    await constellation.query(
      "UPDATE deliveries SET reason = 'paused', next_attempt_at = ?, expires_at = ?, claim_at = ? WHERE id = ?",
      [now, now + 1_500, now + 1_500, id],
    );
    await expect.poll(async () => (await dispatchers.delivery(id)).state, { timeout: 8_000 }).toBe("expired");
    expect(await dispatchers.attempts(id)).toEqual([]);
    expect(arrivals("/paused")).toEqual([]);
  });

  it("is on time beside a receiver that hangs", async () => {
    await using hanging = await startReceiver();
    hanging.on("*", { do: "hang" });
    const now = Date.now();
    const stuck = Array.from({ length: 300 }, () => ({ fireAt: now + 500, endpoint: `${hanging.url}/` }));
    const [, neighbours] = await Promise.all([
      dispatchers.plan(...stuck.map((each) => ({ ...each, policy: { maxAttempts: 1 }, timeoutMs: 2_000 }))),
      dispatchers.plan(
        ...Array.from({ length: 20 }, (_, number) => ({
          fireAt: now + 800 + 50 * number,
          endpoint: `${receiver.url}/neighbour`,
        })),
      ),
    ]);
    await receiver.waitFor(() => arrivals("/neighbour").length === 20, 10_000);
    const settled = async () =>
      (await constellation.query("SELECT 1 FROM attempts WHERE delivery_id IN (?)", [neighbours])).length;
    await expect.poll(settled).toBe(20);
    const rows = await constellation.query(
      "SELECT offset_ms FROM attempts WHERE number = 1 AND delivery_id IN (?)",
      [neighbours],
    );
    const offsets = rows.map(({ offset_ms }) => Number(offset_ms)).sort((one, other) => one - other);
    // The median: the machine may be busy now and then.
    expect(offsets[10]).toBeLessThan(100);
  });
});
