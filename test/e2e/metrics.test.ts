import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Receiver, startReceiver } from "../receiver/receiver.ts";
import { answers } from "../receiver/script.ts";
import { type Landfall, newLandfall } from "./fixtures/landfall.ts";
import { requirePromtool } from "./fixtures/require-promtool.ts";

let promtool: string;
let landfall: Landfall;
let receiver: Receiver;
beforeAll(async () => {
  promtool = await requirePromtool(process.env);
  receiver = await startReceiver();
  landfall = await newLandfall();
  await landfall.start();
}, 180_000);
afterAll(async () => {
  await landfall[Symbol.asyncDispose]();
  await receiver.close();
});

const processes = ["gateway", "scheduler", "dispatcher", "accounts"];

/** Runs promtool on metrics; returns its findings and its exit code, 0 if there are none. */
function check(text: string): { said: string; code: number | null } {
  const { stdout, stderr, status } = spawnSync(promtool, ["check", "metrics"], {
    input: text,
    encoding: "utf8",
  });
  return { said: `${stdout}${stderr}`.trim(), code: status };
}

const metrics = async () => (await landfall.request("GET", "/metrics")).text();

/** The metrics of a single process. */
function ofProcess(text: string, name: string): string {
  const lines = text.split("\n").filter((line) => line.startsWith("#") || line.includes(`process="${name}"`));
  // A metric that this process does not have is only a comment.
  return `${lines.filter((line, at) => !line.startsWith("#") || hasValues(lines, at)).join("\n")}\n`;
}

function hasValues(lines: readonly string[], at: number): boolean {
  const next = lines.slice(at + 1).find((line) => !line.startsWith("# TYPE"));
  return next !== undefined && !next.startsWith("#");
}

describe("/metrics", () => {
  it("is clean by promtool, in all and of each process, when there was something to count", async () => {
    receiver.on("/counted", ...answers(500, 200));
    const created = await landfall.request("POST", "/v1/schedules", {
      endpoint: `${receiver.url}/counted`,
      delay: "1s",
      retry_policy: { strategy: "fixed", base: "100ms", jitter: false },
    });
    const { id } = JSON.parse(await created.text());
    await expect
      .poll(
        async () => JSON.parse(await (await landfall.request("GET", `/v1/schedules/${id}`)).text()).state,
        {
          timeout: 20_000,
        },
      )
      .toBe("completed");
    const text = await metrics();
    for (const name of processes) expect(text).toContain(`process="${name}"`);
    expect(check(text)).toEqual({ said: "", code: 0 });
    for (const name of processes)
      expect([name, check(ofProcess(text, name))]).toEqual([name, { said: "", code: 0 }]);
  });

  it("would not be clean under the names it had", async () => {
    const renamed = (await metrics()).replaceAll("_offset_seconds", "_offset_milliseconds");
    expect(check(renamed).code).not.toBe(0);
  });

  it("counts in seconds", async () => {
    const text = await metrics();
    for (const name of [
      "landfall_http_request_duration_seconds",
      "landfall_batch_duration_seconds",
      "landfall_first_attempt_offset_seconds",
      "landfall_event_loop_lag_seconds",
    ]) {
      const [sum, count] = ["sum", "count"].map((part) => total(text, `${name}_${part}`));
      expect(count, name).toBeGreaterThan(0);
      // Seconds, not milliseconds: a wrong unit would be off by a thousand.
      expect(Math.abs(sum ?? 0) / (count ?? 1), name).toBeLessThan(2);
    }
    expect(text).not.toMatch(/_ms[_ {]|millisecond/);
  });
});

function total(text: string, name: string): number {
  return text
    .split("\n")
    .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
    .reduce((sum, line) => sum + Number(line.split(" ").at(-1)), 0);
}
