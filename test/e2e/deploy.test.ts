import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { cp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { load } from "js-yaml";
import { createConnection } from "mysql2/promise";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { readGatewayConfig } from "../../gateway/config.ts";
import { freePorts } from "../../scripts/start/free-ports.ts";
import { readAccountsConfig } from "../../services/accounts/config.ts";
import { readDispatcherConfig } from "../../services/dispatcher/config.ts";
import { readSchedulerConfig } from "../../services/scheduler/config.ts";
import "../database/global-setup.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const text = (path: string) => readFileSync(join(root, path), "utf8");

interface ComposeService {
  readonly image: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, unknown>> | readonly string[];
  readonly volumes?: readonly string[];
}
const compose = load(text("deploy/compose.yaml")) as {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly volumes: Readonly<Record<string, unknown>>;
};
const ours = Object.entries(compose.services).filter(([, { image }]) => image === "landfall");

/** What a person puts into .env. */
const given: Readonly<Record<string, string>> = {
  RPC_TOKEN: "a".repeat(64),
  SEALING_KEYS: `k1:${Buffer.alloc(32, 7).toString("base64")}`,
  DATABASE_PASSWORD: "secret",
};

/** As Compose fills it in. */
function filled(value: string): string {
  return value.replaceAll(
    /\$\{(\w+)(?::([-?])([^}]*))?\}/g,
    (_all, name: string, kind?: string, other = "") => {
      const found = given[name];
      if (found === undefined && kind !== "-") throw new Error(`${name} is not set`);
      return found ?? other;
    },
  );
}

const environmentOf = ({ environment = {} }: ComposeService) =>
  Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, filled(value)]));

const readers: Readonly<Record<string, (environment: NodeJS.ProcessEnv) => unknown>> = {
  "gateway/main.ts": readGatewayConfig,
  "services/accounts/main.ts": readAccountsConfig,
  "services/scheduler/main.ts": readSchedulerConfig,
  "services/dispatcher/main.ts": readDispatcherConfig,
};

/** Names that a process reads. @throws ConfigError if a value is invalid */
function namesRead(script: string, environment: Record<string, string>): Set<string> {
  const names = new Set<string>();
  const watched = new Proxy(environment, {
    get: (target, name) => {
      names.add(String(name));
      return Reflect.get(target, name);
    },
  });
  readers[script]?.(watched);
  return names;
}

describe("deploy/compose.yaml", () => {
  it("gives each process what it reads, and nothing that it does not", () => {
    const documented = text("docs/settings.md");
    expect(ours.map(([name]) => name).toSorted()).toEqual([
      "accounts",
      "dispatcher-1",
      "dispatcher-2",
      "gateway-1",
      "gateway-2",
      "migrate",
      "scheduler-1",
      "scheduler-2",
    ]);
    for (const [name, service] of ours) {
      const script = service.command?.[0] ?? "";
      expect(existsSync(join(root, script)), name).toBe(true);
      if (name === "migrate") continue;
      const environment = environmentOf(service);
      const on = { ...environment, OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:4318" };
      const read = new Set([...namesRead(script, environment), ...namesRead(script, on)]);
      // Shared by all; accounts writes no spans.
      const known = (each: string) => read.has(each) || each.startsWith("OTEL_");
      expect(
        Object.keys(environment).filter((each) => !known(each)),
        name,
      ).toEqual([]);
      for (const each of Object.keys(environment)) expect(documented, each).toContain(each);
    }
  });

  it("names dispatchers apart, and peers, volumes and files that are there", () => {
    const names = ours.flatMap(([, { environment = {} }]) => environment.DISPATCHER_NAME ?? []);
    expect(new Set(names).size).toBe(2);
    for (const [name, { environment = {}, depends_on = [], volumes = [] }] of Object.entries(
      compose.services,
    )) {
      const addresses = ["SCHEDULER_ADDRESS", "DISPATCHER_ADDRESS", "ACCOUNTS_ADDRESS"];
      for (const peer of addresses.flatMap((each) => environment[each] ?? [])) {
        const [host = "", port] = peer.split(":");
        expect(compose.services[host]?.environment?.LISTEN_ADDRESS, name).toBe(`0.0.0.0:${port}`);
      }
      const others = Array.isArray(depends_on) ? depends_on : Object.keys(depends_on);
      for (const other of others) expect(compose.services, name).toHaveProperty([other]);
      for (const volume of volumes) {
        const [from = ""] = volume.split(":");
        if (from.startsWith(".")) expect(existsSync(join(root, "deploy", from)), from).toBe(true);
        else expect(compose.volumes, name).toHaveProperty([from]);
      }
    }
  });

  it("is scraped whole by deploy/prometheus/prometheus.yml", () => {
    const { scrape_configs } = load(text("deploy/prometheus/prometheus.yml")) as {
      readonly scrape_configs: readonly {
        readonly static_configs: readonly { readonly targets: string[] }[];
      }[];
    };
    const targets = scrape_configs.flatMap((each) => each.static_configs.flatMap((some) => some.targets));
    const gateways = ours.filter(([, { command }]) => command?.[0] === "gateway/main.ts");
    expect(targets).toEqual(gateways.map(([name, { environment }]) => `${name}:${environment?.PORT}`));
  });

  it("names no host of images", () => {
    const images = Object.values(compose.services).map(({ image }) => filled(image));
    const base = /^ARG NODE_IMAGE=(.*)$/m.exec(text("deploy/Containerfile"))?.[1] ?? "";
    for (const image of [...images, base]) expect(image).not.toMatch(/^[^/]*[.:][^/]*\//);
  });
});

describe("deploy/systemd", () => {
  for (const file of globSync("deploy/systemd/*.service", { cwd: root })) {
    it(`${file} starts what is there, as the image does`, () => {
      const unit = text(file);
      const command = /^ExecStart=\/usr\/bin\/env (.*)$/m.exec(unit)?.[1] ?? "";
      const entry = /ENTRYPOINT (\[.*\])/.exec(text("deploy/Containerfile"))?.[1] ?? "[]";
      for (const service of file.includes("@") ? ["accounts", "scheduler", "dispatcher"] : ["gateway"]) {
        const words = command.replaceAll("%i", service).split(" ");
        expect(existsSync(join(root, words.pop() ?? ""))).toBe(true);
        expect(words).toEqual(JSON.parse(entry));
      }
      const own = /^ENV (.*)$/m.exec(text("deploy/Containerfile"))?.[1];
      expect(unit).toContain(`Environment=${own}\n`);
    });
  }
});

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
  const flags: string[] = JSON.parse(
    /ENTRYPOINT (\[.*\])/.exec(text("deploy/Containerfile"))?.[1] ?? "[]",
  ).slice(1);

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

/** Copies what the Containerfile copies, and installs what it installs, without asking a registry. */
async function copyImage(folder: string): Promise<void> {
  const copied = [...text("deploy/Containerfile").matchAll(/^COPY (?!--from)(.*)$/gm)].flatMap(
    ([, words = ""]) => words.split(" ").slice(0, -1),
  );
  const filter = (from: string) => !from.includes("/node_modules") && !from.endsWith(".test.ts");
  for (const name of new Set(copied))
    await cp(join(root, name), join(folder, name), { recursive: true, filter });
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
