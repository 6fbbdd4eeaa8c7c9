import { existsSync, globSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { readGatewayConfig } from "../../gateway/config.ts";
import { readAccountsConfig } from "../../services/accounts/config.ts";
import { readDispatcherConfig } from "../../services/dispatcher/config.ts";
import { readSchedulerConfig } from "../../services/scheduler/config.ts";
import { compose, entryPoint, environmentOf, filled, ours, root, textOf } from "./fixtures/compose.ts";

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
    const documented = textOf("docs/settings.md");
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
    const { scrape_configs } = load(textOf("deploy/prometheus/prometheus.yml")) as {
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
    const base = /^ARG NODE_IMAGE=(.*)$/m.exec(textOf("deploy/Containerfile"))?.[1] ?? "";
    for (const image of [...images, base]) expect(image).not.toMatch(/^[^/]*[.:][^/]*\//);
  });
});

describe("deploy/systemd", () => {
  for (const file of globSync("deploy/systemd/*.service", { cwd: root })) {
    it(`${file} starts what is there, as the image does`, () => {
      const unit = textOf(file);
      const command = /^ExecStart=\/usr\/bin\/env (.*)$/m.exec(unit)?.[1] ?? "";
      for (const service of file.includes("@") ? ["accounts", "scheduler", "dispatcher"] : ["gateway"]) {
        const words = command.replaceAll("%i", service).split(" ");
        expect(existsSync(join(root, words.pop() ?? ""))).toBe(true);
        expect(words).toEqual(entryPoint);
      }
      const own = /^ENV (.*)$/m.exec(textOf("deploy/Containerfile"))?.[1];
      expect(unit).toContain(`Environment=${own}\n`);
    });
  }
});
