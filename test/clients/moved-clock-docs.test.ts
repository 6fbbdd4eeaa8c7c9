import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePorts } from "../../scripts/start/processes/free-ports.ts";
import { newLandfall, type Landfall as Running } from "../e2e/fixtures/landfall.ts";
import { type Receiver, startReceiver } from "../receiver/receiver.ts";

const run = promisify(execFile);
const vitest = resolve("node_modules/vitest");

let running: Running;
let receiver: Receiver;
/** A project of a user's own, with the SDK and vitest. */
let project: string;

beforeAll(async () => {
  receiver = await startReceiver();
  running = await newLandfall();
  project = mkdtempSync(join(tmpdir(), "landfall-user-"));
  const { stdout } = await run("npm", ["run", "-s", "sdk", "--", "pack"]);
  const env = { ...process.env, npm_config_offline: "true" };
  await run("npm", ["install", "--prefix", project, stdout.trim()], { env });
  mkdirSync(join(project, "node_modules"), { recursive: true });
  symlinkSync(vitest, join(project, "node_modules", "vitest"));
  await running.start({ DEV_CLOCK: "1" });
}, 120_000);
afterAll(async () => {
  await running[Symbol.asyncDispose]();
  await receiver.close();
  rmSync(project, { recursive: true });
});

/** The first block of a page in this language that holds a text. */
function block(page: string, language: string, holds: string): string {
  const found = [...readFileSync(page, "utf8").matchAll(/```(\w+)[^\n]*\n([\s\S]*?)```/g)];
  const [, , text] = found.find(([, kind, text]) => kind === language && text?.includes(holds)) ?? [];
  if (text === undefined) throw new Error(`no ${language} of ${holds} in ${page}`);
  return text;
}

describe("what the pages say of a moved clock", () => {
  for (const page of ["README.md", "docs/testing.md"]) {
    it(`passes in vitest as ${page} has it`, async () => {
      const [port = 0] = await freePorts(1);
      const text = block(page, "js", "vitest").replaceAll("9100", String(port));
      writeFileSync(join(project, "a.test.mjs"), text);
      const env = { ...process.env, API: running.url, KEY: running.testKey, VITEST: "" };
      const ran = run(process.execPath, [join(vitest, "vitest.mjs"), "run", "--root", project], { env });
      expect((await ran).stdout).toMatch(/1 passed/);
    });
  }

  it("works with curl as docs/testing.md has it", async () => {
    const text = block("docs/testing.md", "sh", "/dev/clock/advance");
    const env = { ...process.env, API: running.url, KEY: running.testKey };
    const { stdout } = await run("sh", ["-ec", text.replaceAll("http://127.0.0.1:9000", receiver.url)], {
      env,
    });
    expect(stdout).toContain('"reached":true');
    expect(receiver.requests.map(({ body }) => body.toString())).toEqual(['{"hello":"in thirty days"}']);
  });
});
