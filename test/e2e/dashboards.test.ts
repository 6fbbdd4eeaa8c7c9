import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OtlpCollector, startOtlpCollector } from "../receiver/otlp-collector.ts";
import { type Receiver, startReceiver } from "../receiver/receiver.ts";
import { answers } from "../receiver/script.ts";
import { type Landfall, newLandfall } from "./fixtures/landfall.ts";
import { readsOf } from "./fixtures/promql.ts";
import { requirePromtool } from "./fixtures/require-promtool.ts";
import { labelsOf, seriesOf, valuesOf } from "./fixtures/series.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const text = (path: string) => readFileSync(join(root, path), "utf8");
const dashboard = JSON.parse(text("deploy/grafana/landfall.json"));
const rules = text("deploy/prometheus/alerts.yaml");

interface Target {
  readonly expr: string;
}
interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly description?: string;
  readonly datasource?: { readonly uid: string };
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly Target[];
}
const panels: readonly Panel[] = dashboard.panels;
const ofPanels = panels.flatMap(({ title, targets = [] }) =>
  targets.map(({ expr }) => [title, expr] as const),
);

/** Added by Prometheus itself. */
const scraped = new Map([["up", new Set(["job", "instance"])]]);

/** Expressions of the rules, by alert. A block expression ends where its indentation does. */
function alertsOf(yaml: string): { alert: string; expr: string; runbook: string }[] {
  return yaml
    .split(/^ {6}- alert: /m)
    .slice(1)
    .map((rule) => {
      const [, block, line] = /^ {8}expr: (?:\|\n((?: {10}.*\n)+)|(.*)\n)/m.exec(rule) ?? [];
      const [, runbook = ""] = /^ {10}runbook: (.*)$/m.exec(rule) ?? [];
      return { alert: rule.split("\n")[0] ?? "", expr: block ?? line ?? "", runbook };
    });
}
const alerts = alertsOf(rules);

let promtool: string;
let folder: string;
beforeAll(async () => {
  promtool = await requirePromtool(process.env);
  folder = mkdtempSync(join(tmpdir(), "landfall-rules-"));
}, 180_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: string[]): { said: string; code: number | null } {
  const { stdout, stderr, status } = spawnSync(promtool, args, { cwd: root, encoding: "utf8" });
  return { said: `${stdout}${stderr}`, code: status };
}

describe("readsOf", () => {
  it("finds metrics, their matchers and the labels by which an expression groups", () => {
    const expression =
      'histogram_quantile(0.99, sum by (le, step) (rate(a_bucket{x="1", y=~"2|3"}[$__rate_interval]))) > bool 1 and on (z) b offset 5m';
    expect(readsOf(expression)).toEqual({
      metrics: [
        { name: "a_bucket", equals: [["x", "1"]], matched: ["y"] },
        { name: "b", equals: [], matched: [] },
      ],
      grouped: ["le", "step", "z"],
    });
  });
});

describe("the alert rules", () => {
  it("are rules by promtool, and fire when they should and not else", () => {
    expect(run("check", "rules", "deploy/prometheus/alerts.yaml")).toMatchObject({ code: 0 });
    expect(run("test", "rules", "deploy/prometheus/alerts.test.yaml")).toMatchObject({ code: 0 });
  });

  it("each name a page of the documentation, which its index lists", () => {
    expect(alerts.length).toBe(rules.match(/alert:/g)?.length);
    const index = text("docs/README.md");
    for (const { alert, runbook } of alerts) {
      expect(runbook, alert).toMatch(/^docs\/incidents\/[\w-]+\.md$/);
      expect(text(runbook), alert).toContain("## First command");
      expect(index).toContain(`(${runbook.replace("docs/", "")})`);
    }
  });

  it("are each tried by alerts.test.yaml", () => {
    const tests = text("deploy/prometheus/alerts.test.yaml");
    for (const { alert } of alerts) expect(tests).toContain(`alertname: ${alert},`);
    expect(tests).toContain(`value: ${alerts.length}`);
  });
});

describe("the dashboard", () => {
  it("holds expressions that promtool reads", () => {
    const records = ofPanels.map(([, expr], at) => {
      const plain = expr.replaceAll("$__rate_interval", "5m").replaceAll("$job", ".+");
      return `      - { record: "panel:${at}", expr: ${JSON.stringify(plain)} }`;
    });
    const path = join(folder, "panels.yaml");
    writeFileSync(path, `groups:\n  - name: panels\n    rules:\n${records.join("\n")}\n`);
    expect(run("check", "rules", path)).toMatchObject({ code: 0 });
  });

  it("can be imported: an id of its own, panels that do not overlap, the data source a variable", () => {
    expect(dashboard).toMatchObject({ uid: "landfall", title: "Landfall" });
    expect(dashboard.schemaVersion).toBeGreaterThanOrEqual(39);
    expect(dashboard.templating.list.map(({ name }: { name: string }) => name)).toEqual([
      "datasource",
      "job",
    ]);
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    const places = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, at) => `${x + (at % w)},${y + Math.floor(at / w)}`),
    );
    expect(new Set(places).size).toBe(places.length);
    for (const { title, type, description, datasource, targets, gridPos } of panels) {
      expect(gridPos.x + gridPos.w, title).toBeLessThanOrEqual(24);
      if (type === "row") continue;
      expect(datasource?.uid, title).toBe(`\${datasource}`);
      expect(targets?.length, title).toBeGreaterThan(0);
      expect(description, title).toMatch(/\.$/);
    }
  });
});

describe("each metric and label of dashboard and rules", () => {
  let receiver: Receiver;
  let collector: OtlpCollector;
  let landfall: Landfall;
  beforeAll(async () => {
    receiver = await startReceiver();
    collector = await startOtlpCollector();
    landfall = await newLandfall();
    await landfall.start({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
  }, 180_000);
  afterAll(async () => {
    await landfall[Symbol.asyncDispose]();
    await receiver.close();
    await collector[Symbol.asyncDispose]();
  });

  it("is in /metrics after some activity", async () => {
    receiver.on("/failing", ...answers(500, 410));
    const retry = { strategy: "fixed", base: "100ms", jitter: false };
    const body = { endpoint: `${receiver.url}/failing`, delay: "1s", retry_policy: retry };
    const created = await landfall.request("POST", "/v1/schedules", body);
    const { id } = JSON.parse(await created.text());
    const state = async () =>
      JSON.parse(await (await landfall.request("GET", `/v1/schedules/${id}`)).text()).state;
    await expect.poll(state, { timeout: 20_000 }).toBe("completed");
    const series = seriesOf(await (await landfall.request("GET", "/metrics")).text());
    const wanted = [...ofPanels, ...alerts.map(({ alert, expr }) => [alert, expr] as const)];
    expect(wanted.length).toBeGreaterThan(35);
    for (const [where, expr] of wanted) {
      const { metrics, grouped } = readsOf(expr);
      expect(metrics.length, where).toBeGreaterThan(0);
      for (const { name, equals, matched } of metrics) {
        const labels = scraped.get(name) ?? labelsOf(series, name);
        for (const label of [...matched, ...equals.map(([label]) => label)])
          expect([...labels, "job", "instance"], `${where}: ${name}`).toContain(label);
        for (const [label, value] of equals)
          if (label !== "job") expect(valuesOf(series, name, label), `${where}: ${name}`).toContain(value);
      }
      const all = metrics.flatMap(({ name }) => [...(scraped.get(name) ?? labelsOf(series, name))]);
      for (const label of grouped) expect([...all, "job", "instance"], where).toContain(label);
    }
  });
});
