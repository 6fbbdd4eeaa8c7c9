import { describe, expect, it } from "vitest";
import { spreadInstants, spreadMs } from "./spread.ts";

describe("spreadInstants", () => {
  for (const [count, overMs, instants] of [
    [0, 1_000, []],
    [1, 1_000, [0]],
    [3, 0, [0, 0, 0]],
    [4, 1_000, [0, 250, 500, 750]],
    [3, 1_000, [0, 333, 666]],
    [4, 2, [0, 0, 1, 1]],
  ] as const) {
    it(`puts ${count} over ${overMs} ms at ${instants.join(", ") || "none"}`, () => {
      expect(spreadInstants(count, 50, overMs)).toEqual(instants.map((instant) => 50 + instant));
    });
  }
});

describe("spreadMs", () => {
  for (const [over, ms] of [
    [undefined, 0],
    ["0", 0],
    ["10m", 600_000],
    ["24h", 86_400_000],
  ] as const) {
    it(`reads ${over} as ${ms} ms`, () => expect(spreadMs(over)).toBe(ms));
  }
  for (const over of ["", "soon", "-1s", "24h1ns"]) {
    it(`refuses ${JSON.stringify(over)}`, () => {
      expect(() => spreadMs(over)).toThrow(
        expect.objectContaining({ code: "invalid_duration", param: "over" }),
      );
    });
  }
});
