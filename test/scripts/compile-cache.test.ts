import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fillCompileCache } from "../../scripts/start/processes/compile-cache.ts";

const processes = ["gateway/main.ts", "services/accounts/main.ts", "services/dispatcher/main.ts"];
const scripts = [...processes, "services/scheduler/main.ts"].map((path) => resolve(path));
const later = ["clients/mcp/src/http.ts", "clients/mcp/src/guides/llms-text.ts"].map((path) => resolve(path));
const never = new AbortController().signal;

describe("fillCompileCache", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "landfall-compile-cache-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const contents = () =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .map((path) => `${path} ${statSync(join(folder, path)).mtimeMs}`)
      .sort();

  it("leaves nothing for any process to compile, and does nothing when that is so already", async () => {
    await fillCompileCache([...scripts, ...later], folder, never);
    const filled = contents();
    expect(filled.length).toBeGreaterThan(300);

    await fillCompileCache([...scripts, ...later], folder, never);
    // Each process loads all its modules and then ends, since its config is refused; Node then writes the new cache
    // entries.
    const env = { NODE_COMPILE_CACHE: folder, LOG_LEVEL: "no such level" };
    for (const script of scripts)
      expect(spawnSync(process.execPath, [script], { env, timeout: 20_000 }).status).toBe(1);
    for (const module of later)
      expect(spawnSync(process.execPath, [module], { env, timeout: 20_000 }).status).toBe(0);
    expect(contents()).toEqual(filled);
  });

  it("does without where no cache can be kept", async () => {
    const file = join(folder, "a-file");
    writeFileSync(file, "");
    await fillCompileCache(scripts, join(file, "cache"), never);
    expect(contents()).toHaveLength(1);
  });
});
