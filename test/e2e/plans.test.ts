import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Landfall as Client } from "../../clients/sdk/src/index.ts";
import { writePlansFile } from "../services/fixtures/plans-file.ts";
import { type Landfall, newLandfall } from "./fixtures/landfall.ts";

const command = fileURLToPath(new URL("../../scripts/projects.ts", import.meta.url));
const file = writePlansFile();
const on = { PLANS_FILE: file.path };
let system: Landfall;
let landfall: Client;

beforeAll(async () => {
  system = await newLandfall();
  await system.start(on);
  landfall = new Client({ apiKey: system.testKey, baseUrl: system.url });
}, 60_000);
afterAll(async () => {
  await system[Symbol.asyncDispose]();
  file.remove();
});

async function projects(...words: string[]): Promise<string> {
  const env = { ...process.env, ...on, DATABASE_URL: "", DATA_DIR: system.dataDir };
  const { stdout } = await promisify(execFile)(process.execPath, [command, ...words], { env });
  return stdout;
}

const good = { endpoint: "https://93.184.215.14/hook", delay: "1h" };
const bulk = (count: number) => landfall.schedules.createMany(Array.from({ length: count }, () => good));

describe("npm start with PLANS_FILE", () => {
  it("limits a project that was put on a plan, exactly, while creates race", async () => {
    expect(await projects("plan", "default", "small")).toMatch(/is on the plan small \(Small\), as account/);
    expect(await landfall.schedules.create(good)).toMatchObject({ over_limit: false });
    await expect(bulk(6)).rejects.toMatchObject({ status: 422, code: "batch_too_large" });
    await expect(landfall.schedules.create({ ...good, body: "x".repeat(101) })).rejects.toMatchObject({
      code: "payload_too_large",
    });
    const racing = await Promise.allSettled(
      Array.from({ length: 30 }, () => landfall.schedules.create(good)),
    );
    const made = racing.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    expect(made).toHaveLength(21);
    expect(made.filter(({ over_limit }) => over_limit)).toHaveLength(2);
    const refused = racing.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
    expect(refused.every(({ status, code }) => status === 402 && code === "quota_exceeded")).toBe(true);
    const { rejected } = await bulk(2);
    expect(rejected.map(({ code }) => code)).toEqual(["quota_exceeded", "quota_exceeded"]);
    const limits = { plan: "small", scheduled: 22, limit: 20, grace_limit: 22, over_limit: true };
    expect(await landfall.figures.usage()).toMatchObject(limits);
  }, 60_000);

  it("lets it go on at once by a larger plan, after a restart, and without limits when plans are off", async () => {
    await projects("plan", "default", "large");
    expect(await system.stop()).toBe(0);
    await system.start(on);
    expect(await landfall.schedules.create(good)).toMatchObject({ over_limit: false });
    expect(await landfall.figures.usage()).toMatchObject({
      plan: "large",
      scheduled: 23,
      grace_limit: 1_000,
    });
    expect(await system.stop()).toBe(0);
    await system.start();
    expect(await landfall.schedules.create(good)).not.toHaveProperty("over_limit");
    expect(await landfall.figures.usage()).toMatchObject({ plan: null, scheduled: null, limit: null });
  }, 120_000);

  it("ends the start with one line when the file is wrong, or a setting is not served yet", async () => {
    await system.stop();
    await expect(system.start({ PLANS_FILE: "/nowhere/plans.json" })).rejects.toThrow(
      /PLANS_FILE must be the path of a file that this process can read/,
    );
    await expect(system.start({ SIGN_IN: "google" })).rejects.toThrow(/SIGN_IN=google is not served yet/);
  }, 120_000);
});
