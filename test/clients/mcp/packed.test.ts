import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packProgram } from "../../../scripts/pack/pack-program.ts";
import { newLandfall, type Landfall as Running } from "../../e2e/fixtures/landfall.ts";
import { type UsersNode, usersNodes } from "../packages/users-nodes.ts";
import { call, connectedBy, type eras, onStdio } from "./connect.ts";

const root = join(import.meta.dirname, "..", "..", "..");
const run = promisify(execFile);

let nodes: readonly UsersNode[];
let running: Running;
let folder: string;
let program: string;

beforeAll(async () => {
  nodes = await usersNodes();
  running = await newLandfall();
  await running.start();
  folder = mkdtempSync(join(tmpdir(), "landfall-mcp-packed-"));
  const project = join(folder, "project");
  mkdirSync(project);
  const tarball = packProgram(root, "mcp", join(folder, "packed"));
  writeFileSync(join(project, "package.json"), '{"private":true}\n');
  const flags = ["--offline", "--no-audit", "--no-fund", "--cache", join(folder, "cache")];
  await run("npm", ["install", ...flags, tarball], { cwd: project });
  program = join(project, "node_modules/.bin/landfall-mcp");
}, 400_000);
afterAll(async () => {
  await running[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

describe("landfall-mcp from its tarball", () => {
  it("serves both revisions on standard input and output, on every line of Node from 20", async () => {
    const env = { SCHED_API_URL: running.url, SCHED_API_KEY: running.testKey };
    for (const { major, path } of nodes) {
      for (const era of ["2025-11-25", "2026-07-28"] as const satisfies (keyof typeof eras)[]) {
        const agent = await connectedBy(onStdio(path, [program], env), era);
        const { isError, output } = await call(agent, "preview_schedule", {
          when: "tomorrow 9am Europe/Berlin",
        });
        const { resources } = await agent.listResources();
        expect([major, era, isError, output?.timing.timezone, resources.length > 3]).toEqual([
          major,
          era,
          false,
          "Europe/Berlin",
          true,
        ]);
        await agent.close();
      }
    }
  });

  it("passes publint", async () => {
    await run(join(root, "node_modules/.bin/publint"), ["--strict", join(folder, "packed", "package")]);
  });
});
