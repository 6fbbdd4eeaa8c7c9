import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { freePorts } from "../../scripts/start/processes/free-ports.ts";
import { identityOf } from "../../services/runtime/process/process-identity.ts";

const script = fileURLToPath(new URL("fakes/start.ts", import.meta.url));
/** Allows for a first start of a database on a slow disk and two busy cores. */
const startLimitMs = 60_000;

interface Run {
  readonly child: ChildProcess;
  output(): string;
  /** Resolves when the output has the text, or the command has ended. */
  said(text: string): Promise<void>;
  ended: Promise<number | null>;
}

let dataDir: string;
let port: number;
let running: Run[] = [];

function start(environment: Record<string, string> = {}): Run {
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(port), DATABASE_URL: "", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  const ended = once(child, "close").then(([code]) => (typeof code === "number" ? code : null));
  const said = (text: string) =>
    new Promise<void>((resolve) => {
      const look = () => output.includes(text) && resolve();
      for (const stream of [child.stdout, child.stderr]) stream?.on("data", look);
      void ended.then(() => resolve());
      look();
    });
  const run = { child, output: () => output, said, ended };
  running.push(run);
  return run;
}

/** Lists the processes that the lock file names. */
function processesOf(directory: string): { pid: number; identity: string }[] {
  const lock = JSON.parse(readFileSync(join(directory, "lock"), "utf8"));
  return [...lock.children, JSON.parse(readFileSync(join(directory, "mariadb-process.json"), "utf8"))];
}

describe("npm start", () => {
  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), "landfall-start-"));
    [port = 0] = await freePorts(1);
  });
  afterEach(async () => {
    for (const run of running) if (run.child.exitCode === null) run.child.kill("SIGTERM");
    await Promise.all(running.map((run) => run.ended));
    running = [];
  });
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  it("brings everything up, and down in order, with keys that only the owner reads", {
    timeout: startLimitMs,
  }, async () => {
    const run = start();
    await run.said("Ctrl-C stops everything");
    expect(run.output()).toContain(`curl http://127.0.0.1:${port}/v1/schedules`);
    const credentials = join(dataDir, "credentials.json");
    expect(statSync(credentials).mode & 0o777).toBe(0o600);
    const processes = processesOf(dataDir);
    expect(processes).toHaveLength(5);
    run.child.kill("SIGINT");
    expect(await run.ended).toBe(0);
    const drained = [...run.output().matchAll(/(\w+) drains: asked to/g)].map(([, name]) => name);
    expect(drained).toEqual(["gateway", "scheduler", "dispatcher", "accounts"]);
    expect(processes.filter(({ pid, identity }) => identityOf(pid) === identity)).toEqual([]);
  });

  it("keeps the keys over a restart, and starts again after kill -9 with nothing left over", {
    timeout: startLimitMs,
  }, async () => {
    const keys = readFileSync(join(dataDir, "credentials.json"), "utf8");
    const killed = start();
    await killed.said("Ctrl-C stops everything");
    const leftovers = processesOf(dataDir);
    killed.child.kill("SIGKILL");
    await killed.ended;
    const next = start();
    await next.said("Ctrl-C stops everything");
    expect(next.output()).toContain("Landfall is ready");
    expect(readFileSync(join(dataDir, "credentials.json"), "utf8")).toBe(keys);
    expect(leftovers.filter(({ pid, identity }) => identityOf(pid) === identity)).toEqual([]);
  });

  it("ends a database that no record names, since the disk was full, before it starts its own", {
    timeout: startLimitMs,
  }, async () => {
    const killed = start();
    await killed.said("Ctrl-C stops everything");
    const database = processesOf(dataDir).at(-1);
    killed.child.kill("SIGKILL");
    await killed.ended;
    rmSync(join(dataDir, "mariadb-process.json"));
    const next = start();
    await next.said("Ctrl-C stops everything");
    expect(next.output()).toContain("Landfall is ready");
    expect(database && identityOf(database.pid)).not.toBe(database?.identity);
  });

  it("refuses a data directory that another one uses", { timeout: startLimitMs }, async () => {
    const first = start();
    await first.said("Ctrl-C stops everything");
    const second = start();
    expect(await second.ended).toBe(1);
    expect(second.output().trim().split("\n")).toEqual([expect.stringContaining("already runs on")]);
  });

  it("starts a process and the database again when they die", { timeout: startLimitMs }, async () => {
    const run = start();
    await run.said("Ctrl-C stops everything");
    for (const { pid } of processesOf(dataDir)) process.kill(pid, "SIGKILL");
    for (const name of ["gateway", "scheduler", "dispatcher", "accounts", "the database"]) {
      await run.said(`${name} ended (signal SIGKILL)`);
      expect(run.output()).toContain(`${name} ended (signal SIGKILL)`);
    }
  });

  it("gives up on a process that keeps dying, shows its last words, and leaves nothing running", {
    timeout: startLimitMs,
  }, async () => {
    const run = start({ FAKE_GATEWAY: "die" });
    expect(await run.ended).toBe(1);
    expect(run.output()).toContain("gateway keeps dying at the start");
    expect(run.output()).toContain("gateway cannot go on");
  });

  it("kills on a second signal what does not drain", { timeout: startLimitMs }, async () => {
    const run = start({ FAKE_DISPATCHER: "stuck" });
    await run.said("Ctrl-C stops everything");
    run.child.kill("SIGINT");
    await run.said("scheduler drains");
    run.child.kill("SIGINT");
    expect(await run.ended).toBe(0);
  });

  it("names a taken port before it does anything slow", async () => {
    const other = createServer().listen(port, "127.0.0.1");
    await once(other, "listening");
    const run = start();
    expect(await run.ended).toBe(1);
    expect(run.output()).toMatch(new RegExp(`^\\s*Port ${port} on 127.0.0.1 is taken .*PORT=.*\\s*$`));
    other.close();
  });
});
