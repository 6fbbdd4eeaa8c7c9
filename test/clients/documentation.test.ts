import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Block, blocksOf, documentationPages, shows } from "./docs/blocks.ts";
import { newReader, type Reader } from "./docs/reader.ts";

let reader: Reader;
beforeAll(async () => {
  reader = await newReader();
}, 180_000);
afterAll(() => reader[Symbol.asyncDispose]());

/** What a block prints, once it prints what it is run for. */
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

  it("arrives: the quickstart's first delivery", async () => {
    const all = await reader.receiver.waitFor(
      (requests) => requests.some(({ url }) => url === "/hello"),
      20_000,
    );
    expect(all.find(({ url }) => url === "/hello")?.body.toString()).toBe('{"hello":"world"}');
  });
});
