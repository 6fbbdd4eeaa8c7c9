import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Receiver, startReceiver } from "../../../receiver/receiver.ts";
import { answers } from "../../../receiver/script.ts";
import {
  type Constellation,
  type DispatchersInMovedTime,
  startConstellation,
} from "../../fixtures/constellation/constellation.ts";

let constellation: Constellation<"dispatchersInMovedTime">;
let dispatchers: DispatchersInMovedTime;
let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
  constellation = await startConstellation({ dispatchersInMovedTime: {} });
  dispatchers = constellation.dispatchersInMovedTime;
  await dispatchers.start();
}, 30_000);
afterAll(async () => {
  await constellation.close();
  await receiver.close();
}, 30_000);

const second = 1_000;
const arrivals = (path: string) => receiver.requests.filter(({ url }) => url === path).length;

/** Returns the breaker's state as the profile shows it. */
async function shown(profile: Buffer): Promise<string> {
  const [row] = await constellation.query("SELECT breaker_state FROM endpoints WHERE id = ?", [profile]);
  return String(row?.breaker_state);
}

/** Lists state, reason and attempt count of deliveries. */
async function standing(ids: readonly Buffer[]): Promise<unknown[][]> {
  const rows = await constellation.query(
    "SELECT state, reason, attempt_count FROM deliveries WHERE id IN (?) ORDER BY id",
    [[...ids]],
  );
  return rows.map(({ state, reason, attempt_count }) => [state, reason, attempt_count]);
}

/** Creates a profile and lets its receiver fail until its breaker opens; what is due then waits. */
async function openedBreaker(path: string) {
  receiver.on(path, ...answers(500));
  const { time } = dispatchers;
  const startsAt = time.now();
  const profile = await dispatchers.profile({ url: `${receiver.url}${path}` });
  const plan = (count: number, fireAt: number, policy = { maxAttempts: 1 }) =>
    dispatchers.plan(...Array.from({ length: count }, () => ({ fireAt, profile, policy })));
  for (let failure = 1; failure <= 20; failure++) await plan(1, startsAt + failure * 1.6 * second);
  await time.until(async () => (await shown(profile)) === "open", 40 * second);
  return { profile, plan, startsAt, openedAt: time.now(), failures: arrivals(path) };
}

describe("the circuit breaker of a profile", { timeout: 30_000 }, () => {
  it("opens after 20 failures in a row over 30 s; what falls due then waits and spends no attempt", async () => {
    const { plan, startsAt, openedAt, failures } = await openedBreaker("/opens");
    expect(failures).toBe(20);
    expect(openedAt - startsAt).toBeGreaterThanOrEqual(30 * second);
    const held = await plan(5, openedAt + second);
    await dispatchers.time.pass(4 * second);
    expect(arrivals("/opens")).toBe(failures);
    expect(await standing(held)).toEqual(held.map(() => ["scheduled", "breaker_open", 0]));
  });

  it("holds retries as well, where they stand", async () => {
    const path = "/retries";
    receiver.on(path, ...answers(500));
    const { time } = dispatchers;
    const profile = await dispatchers.profile({ url: `${receiver.url}${path}` });
    const policy = { maxAttempts: 50, delaysMs: [1.6 * second] };
    const ids = await dispatchers.plan({ fireAt: time.now() + second, profile, policy });
    await time.until(async () => (await shown(profile)) === "open", 40 * second);
    const failures = arrivals(path);
    await time.pass(4 * second);
    expect(arrivals(path)).toBe(failures);
    expect(await standing(ids)).toEqual([["retrying", "breaker_open", failures]]);
  });

  it("lets one delivery through when its time is over, and while that is on the wire no other", async () => {
    const path = "/probed";
    const { profile, plan, openedAt, failures } = await openedBreaker(path);
    receiver.on(path, { do: "hang" });
    const held = await plan(5, openedAt + second);
    const { time } = dispatchers;
    await time.until(() => arrivals(path) > failures, 12 * second);
    expect(time.now() - openedAt).toBeGreaterThan(9 * second);
    await time.pass(3 * second);
    expect(arrivals(path)).toBe(failures + 1);
    expect(await shown(profile)).toBe("half_open");
    const waiting = (await standing(held)).filter(([state]) => state !== "dispatching");
    expect(waiting).toEqual(Array(4).fill(["scheduled", "breaker_open", 0]));
    receiver.releaseAll();
  });

  it("closes when that one succeeds, and everything that waited goes out", async () => {
    const path = "/closes";
    const { profile, plan, openedAt, failures } = await openedBreaker(path);
    receiver.on(path, ...answers(200));
    const held = await plan(5, openedAt + second);
    const { time } = dispatchers;
    await time.until(() => arrivals(path) === failures + 5, 20 * second);
    await time.until(async () => (await shown(profile)) === "closed", 2 * second);
    await time.pass(second);
    expect(await standing(held)).toEqual(Array(5).fill(["succeeded", null, 1]));
  });

  it("opens again for twice as long when that one fails", async () => {
    const path = "/again";
    const { profile, plan, openedAt, failures } = await openedBreaker(path);
    await plan(5, openedAt + second);
    const { time } = dispatchers;
    await time.until(() => arrivals(path) === failures + 1, 12 * second);
    const probedAt = time.now();
    await time.until(async () => (await shown(profile)) === "open", 2 * second);
    await time.pass(probedAt + 19 * second - time.now());
    expect(arrivals(path)).toBe(failures + 1);
    await time.until(() => arrivals(path) === failures + 2, 4 * second);
  });
});

describe("the circuit breaker of an origin", { timeout: 30_000 }, () => {
  it("opens as that of a profile does", async () => {
    await using failing = await startReceiver();
    failing.on("*", ...answers(503));
    const { time } = dispatchers;
    const endpoint = `${failing.url}/`;
    const policy = { maxAttempts: 50, delaysMs: [1.6 * second] };
    const [id] = await dispatchers.plan({ fireAt: time.now() + second, endpoint, policy });
    await time.until(async () => (await dispatchers.delivery(id)).reason === "breaker_open", 45 * second);
    const row = await dispatchers.delivery(id);
    expect(row.attempt_count).toBe(failing.requests.length);
    expect(row.attempt_count).toBeGreaterThanOrEqual(20);
    const [first] = await constellation.query(
      "SELECT started_at FROM attempts WHERE delivery_id = ? AND number = 1",
      [id],
    );
    expect(time.now() - Number(first?.started_at)).toBeGreaterThanOrEqual(30 * second);
  });
});
