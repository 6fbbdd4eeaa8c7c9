import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OtlpCollector, startOtlpCollector } from "../receiver/otlp-collector.ts";
import { type Receiver, startReceiver } from "../receiver/receiver.ts";
import { answers } from "../receiver/script.ts";
import { type Landfall, newLandfall } from "./fixtures/landfall.ts";
import { attemptsOf, completed, createTraced, traceparent } from "./fixtures/traced.ts";

let receiver: Receiver;
let collector: OtlpCollector;
let landfall: Landfall;
beforeAll(async () => {
  receiver = await startReceiver();
  collector = await startOtlpCollector();
  landfall = await newLandfall();
}, 180_000);
afterAll(async () => {
  await landfall[Symbol.asyncDispose]();
  await receiver.close();
  await collector[Symbol.asyncDispose]();
});

const create = (path: string, fields?: object, headers?: Record<string, string>) =>
  createTraced(landfall, receiver, path, fields, headers);

function metric(text: string, line: string): number {
  const found = text.split("\n").filter((each) => each.startsWith(line));
  return found.reduce((sum, each) => sum + Number(each.split(" ").at(-1)), 0);
}

describe("traces", () => {
  it("wait for nothing when the collector hangs: deliveries arrive, drops are counted, a stop is short", async () => {
    collector.answer = null;
    await landfall.start({
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_BSP_SCHEDULE_DELAY: "50",
      OTEL_BSP_MAX_QUEUE_SIZE: "4",
      OTEL_BSP_MAX_EXPORT_BATCH_SIZE: "2",
    });
    receiver.on("/hanging", ...answers(200));
    const ids = [];
    for (let each = 0; each < 10; each++) ids.push(await create("/hanging", {}, { traceparent }));
    for (const id of ids) await completed(landfall, id);
    const text = await (await landfall.request("GET", "/metrics")).text();
    expect(metric(text, 'landfall_spans_total{result="dropped"')).toBeGreaterThan(0);
    expect(metric(text, "landfall_waiting_spans")).toBeLessThanOrEqual(3 * 4);
    const startedAt = performance.now();
    expect(await landfall.stop()).toBe(0);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  }, 180_000);

  it("keep a share of deliveries, whole, the same in every process", async () => {
    collector.answer = 200;
    await landfall.start({
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_BSP_SCHEDULE_DELAY: "50",
      OTEL_TRACES_SAMPLER: "traceidratio",
      OTEL_TRACES_SAMPLER_ARG: "0.5",
    });
    const ids: string[] = [];
    for (let each = 0; each < 24; each++) {
      receiver.on(`/share${each}`, ...answers(500, 200));
      ids.push(await create(`/share${each}`));
    }
    for (const id of ids) await completed(landfall, id);
    // Spans that still wait are sent at a stop.
    expect(await landfall.stop()).toBe(0);
    const counts = ids.map((id) => attemptsOf(collector, id).length);
    expect(counts.filter((count) => count !== 0 && count !== 2)).toEqual([]);
    // Of 24 coins, all on one side once in eight million.
    expect(counts).toContain(0);
    expect(counts).toContain(2);
  }, 180_000);

  it("of a share of nothing are none", async () => {
    const before = collector.spans.length;
    await landfall.start({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_TRACES_SAMPLER: "always_off" });
    receiver.on("/none", ...answers(200));
    await completed(landfall, await create("/none", {}, { traceparent }));
    await landfall.stop();
    expect(collector.spans.length).toBe(before);
  }, 180_000);

  it("are said to be wrongly set in one line", async () => {
    await expect(
      landfall.start({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_TRACES_SAMPLER: "xray" }),
    ).rejects.toThrow(/OTEL_TRACES_SAMPLER must be one of always_on/);
    await landfall.stop();
  }, 180_000);
});
