import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Landfall as Client, type Schedule } from "../../clients/sdk/src/index.ts";
import { verify } from "../../clients/sdk/src/receiver/verify.ts";
import { type Receiver, startReceiver } from "../receiver/receiver.ts";
import { answers } from "../receiver/script.ts";
import { type Landfall, newLandfall } from "./fixtures/landfall.ts";

let system: Landfall;
let receiver: Receiver;
let landfall: Client;

beforeAll(async () => {
  receiver = await startReceiver();
  system = await newLandfall();
  await system.start({ DEV_CLOCK: "1" });
  landfall = new Client({ apiKey: system.testKey, baseUrl: system.url });
}, 60_000);
afterAll(async () => {
  await system[Symbol.asyncDispose]();
  await receiver.close();
});

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const now = async () => Date.parse((await landfall.devClock.get()).now);
const inMs = async (ms: number) => new Date((await now()) + ms).toISOString();
const came = (path: string) => receiver.requests.filter(({ url }) => url === path);
/** For what instants a path was called, in order. */
const firedFor = (path: string) => came(path).map(({ headers }) => String(headers["sched-scheduled-for"]));
type Fields = Parameters<Client["schedules"]["create"]>[0];
const create = (path: string, fields: Partial<Fields>) =>
  landfall.schedules.create({ endpoint: `${receiver.url}${path}`, ...fields } as Fields);
const stateOf = async ({ id }: Schedule) => (await landfall.schedules.get(id)).state;
const deliveriesOf = async ({ id }: Schedule) => (await landfall.schedules.deliveries(id)).data;

describe("a clock that tests move", () => {
  it("tests a reminder of thirty days with three retries in one call", async () => {
    receiver.on("/reminder", ...answers(500, 500, 500, 200));
    const startedAt = performance.now();
    const reminder = await create("/reminder", { delay: "720h", body: { invoice: 7 } });
    const moved = await landfall.devClock.advance("721h");
    const tookMs = performance.now() - startedAt;
    expect(moved).toMatchObject({ reached: true, left: "0s", fired: 4, open: 0 });
    expect(came("/reminder").map(({ headers }) => headers["sched-attempt"])).toEqual(["1", "2", "3", "4"]);
    expect(await stateOf(reminder)).toBe("completed");
    expect(Date.parse(moved.now) - Date.now()).toBeGreaterThan(30 * dayMs);
    // 0.5 s on two idle cores.
    expect(tookMs).toBeLessThan(5_000);
  });

  it("stores moved time, and signs with the real one", async () => {
    const [delivery] = await deliveriesOf(await latest("/reminder"));
    const attempts = (await landfall.deliveries.attempts(delivery?.id ?? "")).data;
    expect(attempts).toHaveLength(4);
    for (const { started_at, duration_ms } of attempts) {
      expect(Date.parse(started_at) - Date.now()).toBeGreaterThan(29 * dayMs);
      expect(duration_ms).toBeLessThan(5_000);
    }
    const { current } = await landfall.signingSecrets.get();
    for (const { headers, body } of came("/reminder")) {
      const signed = new Headers(Object.entries(headers).map(([name, value]) => [name, String(value)]));
      await expect(verify(signed, body, [current?.secret ?? ""])).resolves.toBeDefined();
      expect(Math.abs(Number(headers["webhook-timestamp"]) * 1_000 - Date.now())).toBeLessThan(60_000);
    }
  });

  it("fires an hourly cron 24 times a day, and 23 times where the clock jumps", async () => {
    const hourly = await create("/hourly", { cron: "0 * * * *", timezone: "Europe/Berlin" });
    const from = await now();
    await landfall.devClock.advance("24h");
    const instants = firedFor("/hourly").map((at) => Date.parse(at));
    expect(instants).toHaveLength(24);
    expect(instants.every((at, index) => index === 0 || at - (instants[index - 1] ?? 0) === hourMs)).toBe(
      true,
    );
    expect(instants[0]).toBeGreaterThan(from);
    await landfall.schedules.cancel(hourly.id);

    // Berlin, 28 March 2027: 01:59:59 CET is followed by 03:00:00 CEST.
    await landfall.devClock.advance({ to: "2027-03-27T22:59:30Z" });
    const atNine = await create("/nine", { local_fire_at: "2027-03-28T09:00", timezone: "Europe/Berlin" });
    const inGap = await create("/gap", { local_fire_at: "2027-03-28T02:30", timezone: "Europe/Berlin" });
    const spring = await create("/spring", { cron: "0 * * * *", timezone: "Europe/Berlin" });
    await landfall.devClock.advance({ to: "2027-03-28T21:59:30Z" });
    expect(firedFor("/spring")).toHaveLength(23);
    expect(firedFor("/nine")).toEqual(["2027-03-28T07:00:00.000Z"]);
    expect(firedFor("/gap")).toEqual(["2027-03-28T01:00:00.000Z"]);
    for (const each of [atNine, inGap]) expect(await stateOf(each)).toBe("completed");
    await landfall.schedules.cancel(spring.id);
  });

  it("fires intervals up to max_runs, and instants, each at its time", async () => {
    const at = await inMs(90 * 60_000);
    const every = await create("/every", { every: "15m", max_runs: 5 });
    const once = await create("/once", { fire_at: at });
    const { fired } = await landfall.devClock.advance("3h");
    expect([fired, firedFor("/every").length, firedFor("/once")]).toEqual([6, 5, [at]]);
    for (const each of [every, once]) expect(await stateOf(each)).toBe("completed");
    const late = (await deliveriesOf(every)).map(({ offset_ms }) => offset_ms ?? 0);
    expect(Math.max(...late)).toBeLessThan(2_000);
  });

  it("expires, skips what is paused, and gives up after eight attempts", async () => {
    receiver.on("/down", ...answers(500));
    const expiring = await create("/down", { delay: "1h", ttl: "30s" });
    const dead = await create("/down", { delay: "1h" });
    const paused = await create("/paused", { every: "1h" });
    await landfall.schedules.pause(paused.id);
    const moved = await landfall.devClock.advance("4h");
    expect(moved.reached).toBe(true);
    expect((await deliveriesOf(expiring)).map(({ state }) => state)).toEqual(["expired"]);
    expect((await deliveriesOf(dead)).map(({ state, attempt_count }) => [state, attempt_count])).toEqual([
      ["dead_lettered", 8],
    ]);
    expect(came("/paused")).toEqual([]);
    await landfall.schedules.resume(paused.id);
    await landfall.devClock.advance("2h");
    expect(came("/paused")).toHaveLength(2);
    await landfall.schedules.cancel(paused.id);

    receiver.on("/down", ...answers(200));
    const [letter] = (await landfall.deadLetters.list()).data;
    const replay = await landfall.deliveries.replay(letter?.id ?? "");
    await landfall.devClock.advance("0s");
    expect((await landfall.deliveries.get(replay.id)).state).toBe("succeeded");
  });

  it("purges what has ended by moved time, and with it idempotency keys", async () => {
    const idempotencyKey = randomUUID();
    const first = await landfall.schedules.create(
      { endpoint: `${receiver.url}/kept`, delay: "1h" },
      { idempotencyKey },
    );
    await landfall.devClock.advance("768h");
    // Every ten minutes what has ended long ago goes: deliveries, then schedules, then keys.
    const later = async <T>(look: () => Promise<T>) => {
      await landfall.devClock.advance("10m");
      return look().catch(({ code }) => code);
    };
    const find = () => landfall.schedules.get(first.id);
    await expect.poll(() => later(find), { timeout: 30_000 }).toBe("schedule_not_found");
    const again = () =>
      landfall.schedules.create({ endpoint: `${receiver.url}/kept`, delay: "2h" }, { idempotencyKey });
    await expect.poll(() => later(again), { timeout: 30_000 }).toMatchObject({ state: "active" });
  });
});

async function latest(path: string): Promise<Schedule> {
  const { data } = await landfall.schedules.list();
  const found = data.find(({ endpoint }) => endpoint === `${receiver.url}${path}`);
  if (!found) throw new Error(`nothing goes to ${path}`);
  return found;
}

/** Runs `sched clock`; answers its exit code and what it printed. */
async function schedClock(...words: readonly string[]) {
  const child = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", "clients/cli/src/main.ts", "clock", ...words],
    {
      env: { PATH: process.env.PATH, SCHED_API_URL: system.url, SCHED_API_KEY: system.testKey },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  return { code, stdout, stderr };
}

describe("sched clock", () => {
  it("shows the clock, and moves it by days and up to an instant", async () => {
    const before = JSON.parse((await schedClock("--json")).stdout);
    await create("/by-sched", { delay: "30h" });
    const moved = await schedClock("advance", "2d", "--json");
    expect(moved.code).toBe(0);
    expect(JSON.parse(moved.stdout)).toMatchObject({ reached: true });
    expect(came("/by-sched")).toHaveLength(1);
    const to = new Date(Date.parse(before.now) + 3 * dayMs).toISOString();
    const shown = await schedClock("advance", "--to", to);
    expect(shown).toMatchObject({ code: 0, stderr: "" });
    expect((await schedClock()).stdout).toContain("of the real time");
    expect(await now()).toBeGreaterThanOrEqual(Date.parse(to));
  });

  it("refuses what is no distance, and to go back", async () => {
    expect(await schedClock("advance")).toMatchObject({ code: 2, stdout: "" });
    expect(await schedClock("advance", "tomorrow")).toMatchObject({ code: 2, stdout: "" });
    expect(await schedClock("advance", "--to", "2020-01-01T00:00:00Z")).toMatchObject({
      code: 2,
      stdout: "",
    });
  });
});
