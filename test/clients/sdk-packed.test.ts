import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packSdk } from "../../scripts/sdk/pack-sdk.ts";
import { type Landfall, newLandfall } from "../e2e/fixtures/landfall.ts";
import { type UsersNode, usersNodes } from "./packages/users-nodes.ts";

const root = join(import.meta.dirname, "..", "..");
const run = promisify(execFile);

let landfall: Landfall;
let folder: string;
let project: string;
let tarball: string;
let nodes: readonly UsersNode[];

beforeAll(async () => {
  nodes = await usersNodes();
  folder = mkdtempSync(join(tmpdir(), "landfall-sdk-packed-"));
  project = join(folder, "project");
  mkdirSync(project);
  landfall = await newLandfall();
  await landfall.start();
  tarball = packSdk(root, folder);
  writeFileSync(join(project, "package.json"), '{"private":true}\n');
  await run("npm", ["install", "--offline", "--no-audit", "--no-fund", tarball], { cwd: project });
}, 400_000);
afterAll(async () => {
  await landfall[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a program in the project; returns its output. */
async function output(node: string, name: string, text: string): Promise<string> {
  writeFileSync(join(project, name), text);
  const env = { ...process.env, SCHED_API_URL: landfall.url, SCHED_API_KEY: landfall.testKey };
  const { stdout } = await run(node, [name], { cwd: project, env });
  return stdout.trim();
}

const program = (how: string) => `${how}
async function main() {
  const landfall = new Landfall({ apiKey: process.env.SCHED_API_KEY, baseUrl: process.env.SCHED_API_URL });
  const made = await landfall.schedules.create({ endpoint: "https://example.com/hook", delay: "24h", body: { n: 1 } });
  const listed = [];
  for await (const each of landfall.schedules.list({ limit: 1 })) listed.push(each.id);
  const { state } = await landfall.schedules.cancel(made.id);
  const error = await landfall.schedules.get("sch_none").catch(({ name, code, status }) => [name, code, status]);
  const missing = await verify({}, "", "whsec_" + "A".repeat(44)).catch(({ reason }) => reason);
  console.log(JSON.stringify([state, listed.includes(made.id), error, missing, typeof koaReceiver]));
}
main();
`;
const told = JSON.stringify([
  "canceled",
  true,
  ["NotFoundError", "schedule_not_found", 404],
  "missing",
  "function",
]);

describe("the packed SDK", () => {
  it("works from ESM and from CommonJS, on every line of Node from 20, against a real gateway", async () => {
    for (const { major, path: node } of nodes) {
      const esm = `import { Landfall, verify } from "@landfall/sdk";\nimport { koaReceiver } from "@landfall/sdk/receiver";`;
      const cjs = `const { Landfall, verify } = require("@landfall/sdk");\nconst { koaReceiver } = require("@landfall/sdk/receiver");`;
      expect([major, await output(node, "program.mjs", program(esm))]).toEqual([major, told]);
      expect([major, await output(node, "program.cjs", program(cjs))]).toEqual([major, told]);
    }
    expect(nodes.map(({ major }) => major)).toEqual(expect.arrayContaining([20, 22, 24]));
  });

  it("does what its README shows", async () => {
    const readme = readFileSync(join(root, "clients/sdk/README.md"), "utf8");
    const blocks = [...readme.matchAll(/```js run\n([\s\S]*?)```/g)].map((match) => match[1] ?? "");
    expect(blocks.length).toBeGreaterThan(3);
    for (const [at, block] of blocks.entries()) await output(process.execPath, `readme-${at}.mjs`, block);
    const errors = blocks.find((block) => block.includes("error.param")) ?? "";
    expect(await output(process.execPath, "errors.mjs", errors)).toBe(
      "InvalidRequestError invalid_cron cron",
    );
  });

  it("has types for both, which a program of a user compiles with", async () => {
    const use = `import { Landfall, type Schedule } from "@landfall/sdk";
      import { memoryStore, webReceiver } from "@landfall/sdk/receiver";
      const landfall = new Landfall({ apiKey: "sk_test_1", baseUrl: "https://landfall.test" });
      export async function names(): Promise<(string | null)[]> {
        const found: Schedule[] = (await landfall.schedules.list({ state: "active" })).data;
        return found.map(({ name }) => name);
      }
      export const handler = webReceiver({ secrets: [], store: memoryStore(), onDelivery: ({ attempt }) => attempt });
      // @ts-expect-error: there is no such state
      landfall.schedules.list({ state: "done" });
      // @ts-expect-error: there is no such field
      landfall.schedules.create({ endpoint: "https://example.com", in: "24h" });`;
    const names = ["use.mts", "use.cts"];
    for (const name of names) writeFileSync(join(project, name), use);
    const compiler = join(root, "node_modules/typescript/bin/tsc");
    const flags = ["--noEmit", "--strict", "--module", "node16", "--target", "es2022", "--lib", "es2022,dom"];
    const compiled = run(process.execPath, [compiler, ...flags, ...names], { cwd: project });
    expect((await compiled.catch((error: { stdout: string }) => error)).stdout).toBe("");
  });

  it("passes publint and attw", async () => {
    const bin = (name: string) => join(root, "node_modules/.bin", name);
    await run(bin("publint"), ["--strict", join(folder, "package")]);
    await run(bin("attw"), ["--profile", "node16", tarball]);
  });

  it("has its entries: the client, the receivers, and the times where their sources are", () => {
    const { exports } = JSON.parse(readFileSync(join(folder, "package", "package.json"), "utf8"));
    const times = existsSync(join(root, "clients/sdk/src/when")) ? ["./when"] : [];
    expect(Object.keys(exports)).toEqual([".", "./receiver", ...times, "./package.json"]);
  });

  it("needs no other package, and holds no test and no source", async () => {
    const names = await run("tar", ["-tzf", tarball]);
    const files = names.stdout.trim().split("\n");
    expect(files.filter((file) => /\.test\.|\.ts$/.test(file) && !file.endsWith(".d.ts"))).toEqual([]);
    expect(files).toEqual(expect.arrayContaining(["package/README.md", "package/LICENSE"]));
    const lock = JSON.parse(readFileSync(join(project, "package-lock.json"), "utf8"));
    expect(Object.keys(lock.packages)).toEqual(["", "node_modules/@landfall/sdk"]);
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    expect(lock.packages["node_modules/@landfall/sdk"].version).toBe(version);
  });
});
