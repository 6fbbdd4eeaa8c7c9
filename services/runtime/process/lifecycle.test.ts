import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "vitest";

const room = new URL(".", import.meta.url).href;

/** Runs `body` as the main function of a separate process. */
function run(body: string, environment: Record<string, string> = {}) {
  const source = `
    import { runProcess } from "${room}lifecycle.ts";
    import { createLogger } from "${room}../logging/logger.ts";
    const say = (text) => process.stdout.write(text + "\\n");
    await runProcess(
      { log: createLogger("test", "silent"), supervised: process.env.SUPERVISED === "1", stopWithinMs: 500 },
      async (lifetime) => { ${body} },
    );`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", source], {
    env: { ...process.env, ...environment },
    stdio: ["pipe", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  return { child, output: () => output.trim().split("\n") };
}

const twoParts = `
  await lifetime.start("store", () => say("open store"), () => say("close store"));
  await lifetime.start("rpc", () => setInterval(() => {}, 1e6), (timer) => { clearInterval(timer); say("close rpc"); });
  say("ready");`;

async function exitCode(child: ChildProcess): Promise<unknown> {
  const [code] = await once(child, "close");
  return code;
}

describe("runProcess", () => {
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    it(`closes its parts in reverse on ${signal} and ends by itself`, async () => {
      const { child, output } = run(twoParts);
      child.stdout?.on("data", (chunk: Buffer) => chunk.includes("ready") && child.kill(signal));
      expect(await exitCode(child)).toBe(0);
      expect(output()).toEqual(["open store", "ready", "close rpc", "close store"]);
    });
  }

  it("does the same when the parent that holds its standard input has gone", async () => {
    const { child, output } = run(twoParts, { SUPERVISED: "1" });
    child.stdout?.on("data", (chunk: Buffer) => chunk.includes("ready") && child.stdin?.end());
    expect(await exitCode(child)).toBe(0);
    expect(output().slice(-2)).toEqual(["close rpc", "close store"]);
  });

  it("closes what was open when a later part does not start, and says so by its code", async () => {
    const { child, output } = run(`
      await lifetime.start("store", () => {}, () => say("close store"));
      await lifetime.start("rpc", () => { throw new Error("port taken"); }, () => say("never"));`);
    expect(await exitCode(child)).toBe(1);
    expect(output()).toEqual(["close store"]);
  });

  it("ends when a part does not close in time", async () => {
    const { child } = run(`
      await lifetime.start("stuck", () => setInterval(() => {}, 1e6), () => new Promise(() => {}));
      process.kill(process.pid, "SIGTERM");`);
    expect(await exitCode(child)).toBe(1);
  });

  it("ends on an unhandled error", async () => {
    const { child } = run(`setInterval(() => {}, 1e6); void Promise.reject(new Error("nobody"));`);
    expect(await exitCode(child)).toBe(1);
  });
});
