import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Landfall as Client } from "../../clients/sdk/src/index.ts";
import { type Receiver, startReceiver } from "../receiver/receiver.ts";
import { answer } from "../receiver/script.ts";
import { type Landfall, newLandfall } from "./fixtures/landfall.ts";

let system: Landfall;
let receiver: Receiver;
let landfall: Client;
const on = { DEV_CLOCK: "1" };

beforeAll(async () => {
  receiver = await startReceiver();
  system = await newLandfall();
  await system.start(on);
  landfall = new Client({ apiKey: system.testKey, baseUrl: system.url });
}, 60_000);
afterAll(async () => {
  await system[Symbol.asyncDispose]();
  await receiver.close();
});

const liveKey = () => JSON.parse(readFileSync(join(system.dataDir, "credentials.json"), "utf8")).live_key;
const create = (path: string, delay: string) =>
  landfall.schedules.create({ endpoint: `${receiver.url}${path}`, delay });
const came = (path: string) => receiver.requests.filter(({ url }) => url === path);

describe("a clock that tests move", () => {
  it("answers how far it got when a receiver does not answer, and goes on from there", async () => {
    receiver.on("/hangs", { do: "hang" });
    await create("/hangs", "1h");
    await create("/after", "2h");
    const startedAt = performance.now();
    const first = await landfall.devClock.advance("3h", { withinMs: 0 });
    expect(performance.now() - startedAt).toBeLessThan(12_000);
    expect(first).toMatchObject({ reached: false, fired: 0, open: 2 });
    // It stopped at the hour, plus the seconds that it waited; two hours are left.
    expect(first.left).toMatch(/^1h59m|^2h0?0?m?/);
    expect(came("/after")).toEqual([]);
    receiver.releaseAll();
    expect(await landfall.devClock.advance(first.left)).toMatchObject({ reached: true, open: 0 });
    expect(came("/after")).toHaveLength(1);
  });

  it("is moved by one call at a time", async () => {
    receiver.on("/slow", answer(200, { delayMs: 500 }));
    await create("/slow", "1h");
    const moving = landfall.devClock.advance("1h");
    await receiver.waitFor((requests) => requests.some(({ url }) => url === "/slow"));
    await expect(landfall.devClock.advance("1h")).rejects.toMatchObject({ code: "dev_clock_busy" });
    expect(await moving).toMatchObject({ reached: true });
  });

  it("goes on when a dispatcher is killed on the way", async () => {
    receiver.on("/killed", { do: "hang" }, answer(200));
    await create("/killed", "1h");
    const moving = landfall.devClock.advance("2h");
    await receiver.waitFor((requests) => requests.some(({ url }) => url === "/killed"));
    process.kill(system.processOf("services/dispatcher/main.ts").pid, "SIGKILL");
    expect(await moving).toMatchObject({ reached: true, open: 0 });
    expect(came("/killed")).toHaveLength(2);
  });

  it("refuses keys of live mode", async () => {
    const live = new Client({ apiKey: liveKey(), baseUrl: system.url });
    await expect(live.whoAmI()).rejects.toMatchObject({ code: "live_mode_off", status: 403 });
  });

  it("keeps its time over a restart, and is needed from then on", { timeout: 120_000 }, async () => {
    await create("/later", "48h");
    const before = await landfall.devClock.advance("24h");
    await system.stop();
    await expect(system.start()).rejects.toThrow(
      /The clock of this store was moved \S+ ahead and cannot go back: start it with --dev-clock again/,
    );
    await system.start(on);
    const after = await landfall.devClock.get();
    expect(Date.parse(after.now)).toBeGreaterThan(Date.parse(before.now));
    expect(await landfall.devClock.advance("24h")).toMatchObject({ reached: true, fired: 1 });
    expect(came("/later")).toHaveLength(1);
  });
});

describe("npm start -- --dev-clock", () => {
  it("is refused for a store that holds schedules of live mode", { timeout: 120_000 }, async () => {
    await using plain = await newLandfall();
    await plain.start();
    const off = await plain.request("GET", "/dev/clock");
    expect([off.status, (await off.json()).error.code]).toEqual([404, "dev_clock_off"]);
    const { live_key: apiKey } = JSON.parse(readFileSync(join(plain.dataDir, "credentials.json"), "utf8"));
    const live = new Client({ apiKey, baseUrl: plain.url });
    await live.schedules.create({ endpoint: `${receiver.url}/live`, delay: "1h" });
    await plain.stop();
    await expect(plain.start(on)).rejects.toThrow(
      "--dev-clock is for tests, and this store holds schedules of live mode",
    );
    await plain.start();
    expect((await live.schedules.list()).data).toHaveLength(1);
  });
});
