import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { cp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { createConnection } from "mysql2/promise";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { freePorts } from "../../scripts/start/processes/free-ports.ts";
import "../database/global-setup.ts";
import { compose, entryPoint, environmentOf, root, textOf } from "./fixtures/compose.ts";

describe("the image", () => {
  const folder = mkdtempSync(join(tmpdir(), "landfall-image-"));
  const database = `deployed_${process.pid}`;
  const url = new URL(inject("testDatabaseUrl"));
  url.pathname = `/${database}`;
  const processes: ChildProcess[] = [];
  beforeAll(async () => {
    const admin = await createConnection(inject("testDatabaseUrl"));
    await admin.query(`CREATE DATABASE ${database}`);
    await admin.end();
    await copyImage(folder);
  }, 120_000);
  afterAll(async () => {
    for (const child of processes) if (child.exitCode === null) child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
    const admin = await createConnection(inject("testDatabaseUrl"));
    await admin.query(`DROP DATABASE IF EXISTS ${database}`);
    await admin.end();
  });

  /** As its entry point runs it, with this environment and no other. */
  const flags = entryPoint.slice(1);

  it("starts every process with the environment of Compose and no package of development", async () => {
    const store = { DATABASE_URL: url.href };
    const prepare = (...words: string[]) =>
      spawnSync(process.execPath, [...flags, ...words], {
        cwd: folder,
        env: { ...serviceOf("migrate"), ...store },
        encoding: "utf8",
      });
    expect(prepare("scripts/migrate.ts")).toMatchObject({ status: 0, stdout: "The schema is up to date.\n" });
    const created = prepare("scripts/projects.ts", "create", "first");
    expect(created).toMatchObject({ status: 0 });
    const [key] = /sk_test_\w+/.exec(created.stdout) ?? [];

    const [port = 0, ...inner] = await freePorts(4);
    const at = Object.fromEntries(
      ["scheduler-1", "dispatcher-1", "accounts"].map((name, place) => [name, `127.0.0.1:${inner[place]}`]),
    );
    for (const [name, address = ""] of Object.entries(at)) start(name, { ...store, LISTEN_ADDRESS: address });
    start("gateway-1", {
      PORT: String(port),
      HOST: "127.0.0.1",
      SCHEDULER_ADDRESS: at["scheduler-1"] ?? "",
      DISPATCHER_ADDRESS: at["dispatcher-1"] ?? "",
      ACCOUNTS_ADDRESS: at.accounts ?? "",
    });
    const api = `http://127.0.0.1:${port}`;
    const ready = () =>
      fetch(`${api}/readyz`).then(
        ({ status }) => status,
        () => 0,
      );
    await expect.poll(ready, { timeout: 45_000 }).toBe(200);
    const answer = await fetch(`${api}/v1/schedules`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify({ endpoint: "https://example.com/", delay: "1h" }),
    });
    expect(answer.status).toBe(201);
    const page = await fetch(`${api}/`).then((got) => got.text());
    expect(page).toMatch(/<script type="module"[^>]* src="\/console\/assets\//);
    for (const child of processes) {
      const ended = once(child, "close");
      child.kill("SIGTERM");
      expect(await ended).toEqual([0, null]);
    }
  }, 120_000);

  function serviceOf(name: string): Record<string, string> {
    const service = compose.services[name];
    if (!service) throw new Error(`no service ${name}`);
    return { PATH: process.env.PATH ?? "", NODE_ENV: "production", ...environmentOf(service) };
  }

  function start(name: string, changes: Record<string, string>): void {
    const [script = ""] = compose.services[name]?.command ?? [];
    const environment = { ...serviceOf(name), ...changes };
    processes.push(
      spawn(process.execPath, [...flags, script], { cwd: folder, env: environment, stdio: "ignore" }),
    );
  }
});

/** What a stage of the Containerfile copies from the repository. */
function copiedBy(stage: "console" | "image"): string[] {
  const stages = textOf("deploy/Containerfile").split(/^(?=FROM )/m);
  const text = stages.find((each) => (stage === "console" ? / AS console$/m : /^ENTRYPOINT /m).test(each));
  return [...(text ?? "").matchAll(/^COPY (?!--from)(.*)$/gm)].flatMap(([, words = ""]) =>
    words.split(" ").slice(0, -1),
  );
}

/** Copies files of the repository, without what the ignore file keeps from the image's build. */
async function copyTo(folder: string, names: readonly string[]): Promise<void> {
  const filter = (from: string) => !/\/(node_modules|dist)(\/|$)/.test(from) && !from.endsWith(".test.ts");
  for (const name of new Set(names))
    await cp(join(root, name), join(folder, name), { recursive: true, filter });
}

/** Builds the console as its stage does, with the packages that are here. */
async function buildConsole(folder: string): Promise<void> {
  await copyTo(folder, copiedBy("console"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  execFileSync(process.execPath, ["--disable-warning=ExperimentalWarning", "scripts/dashboard.ts", "build"], {
    cwd: folder,
    env: { PATH: process.env.PATH, NODE_ENV: "production" },
    stdio: "pipe",
  });
}

/** Copies what the Containerfile copies, and installs what it installs, without asking a registry. */
async function copyImage(folder: string): Promise<void> {
  await copyTo(folder, copiedBy("image"));
  const stage = mkdtempSync(join(tmpdir(), "landfall-console-"));
  try {
    await buildConsole(stage);
    const built = "dashboard/dist/console";
    await cp(join(stage, built), join(folder, built), { recursive: true });
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
  const list = execFileSync("npm", ["ls", "--omit=dev", "--omit=optional", "--all", "--parseable"], {
    cwd: root,
    encoding: "utf8",
  });
  for (const path of list.split("\n").slice(1).filter(Boolean)) {
    const target = join(folder, relative(root, path));
    if (existsSync(target)) continue;
    mkdirSync(dirname(target), { recursive: true });
    await cp(path, target, { recursive: true });
  }
}
