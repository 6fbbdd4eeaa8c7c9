import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Block, blocksOf, documentationPages, shows } from "./docs/blocks.ts";
import { newReader, type Reader } from "./docs/reader.ts";

let reader: Reader;
beforeAll(async () => {
  reader = await newReader();
}, 180_000);
afterAll(() => reader[Symbol.asyncDispose](), 60_000);

/** Runs a block until it prints what it is run for. */
async function printedBy(block: Block): Promise<string> {
  const { until, place } = block;
  if (until === null) return reader.follow(block);
  const wanted = async () => {
    const text = await reader.follow(block);
    if (!text.includes(until)) throw new Error(`${place} prints ${text}`);
    return text;
  };
  return vi.waitFor(wanted, { timeout: 30_000, interval: 250 });
}

describe("what the documentation shows", () => {
  it("is run, or says why it is not", () => {
    const silent = documentationPages()
      .flatMap(blocksOf)
      .filter(({ isSilent }) => isSilent);
    expect(silent.map(({ place }) => place)).toEqual([]);
  });

  for (const page of documentationPages()) {
    const blocks = blocksOf(page).filter(({ notRun }) => notRun === null);
    if (blocks.length === 0) continue;
    it(`works: ${page}`, async () => {
      reader.turnPage();
      for (const block of blocks) {
        const { place, output } = block;
        const printed = await printedBy(block);
        if (output !== null)
          expect(shows(printed, output), `${place} prints\n${printed}\nnot\n${output}`).toBe(true);
      }
    });
  }

  const refusals: readonly (readonly [code: string, fields: object])[] = [
    ["endpoint_blocked", { endpoint: "https://10.0.0.7/x" }],
    ["invalid_duration", { delay: "90" }],
    ["invalid_cron", { delay: undefined, cron: "0 25 * * *" }],
    ["invalid_fire_at", { delay: undefined, fire_at: "2027-01-31T09:00:00" }],
    ["fire_at_in_past", { delay: undefined, fire_at: "2020-01-31T09:00:00Z" }],
    ["missing_timing", { delay: undefined }],
    ["multiple_timing", { every: "1h" }],
    ["sub_floor_delay", { delay: "1ms" }],
    ["invalid_timezone", { delay: undefined, cron: "@daily", timezone: "CEST" }],
    ["invalid_endpoint", { endpoint: undefined }],
    ["invalid_header", { headers: { "content-length": "1" } }],
    ["invalid_timeout", { timeout: "10m" }],
    ["invalid_retry_policy", { retry_policy: { max_attempts: 99 } }],
    ["invalid_misfire", { delay: undefined, every: "1h", misfire: { policy: "x" } }],
    ["invalid_overlap", { delay: undefined, every: "1h", overlap: "x" }],
    ["invalid_dst", { delay: undefined, cron: "@daily", dst: { gap: "x" } }],
    ["invalid_method", { method: "HEAD" }],
    ["invalid_metadata", { metadata: { customer: "x".repeat(501) } }],
    ["unknown_field", { fireAt: "x" }],
  ];
  for (const [code, fields] of refusals) {
    it(`is what is answered: docs/errors/${code}.md`, async () => {
      const body = { endpoint: "https://example.com/x", delay: "1h", ...fields };
      const { error } = await (await reader.landfall.request("POST", "/v1/schedules", body)).json();
      const [, shown = ""] =
        /```json\n([\s\S]*?)```/.exec(readFileSync(`docs/errors/${code}.md`, "utf8")) ?? [];
      expect(error).toEqual({ ...JSON.parse(shown).error, request_id: error.request_id });
    });
  }

  it("arrives: the quickstart's first delivery", async () => {
    const all = await reader.receiver.waitFor(
      (requests) => requests.some(({ url }) => url === "/hello"),
      20_000,
    );
    expect(all.find(({ url }) => url === "/hello")?.body.toString()).toBe('{"hello":"world"}');
  });
});
