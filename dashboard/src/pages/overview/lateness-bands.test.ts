import { describe, expect, it } from "vitest";
import { latenessBands } from "./lateness-bands.ts";

const counts = (histogram: Parameters<typeof latenessBands>[0]) =>
  Object.fromEntries(
    latenessBands(histogram).flatMap(({ label, count }) => (count > 0 ? [[label, count]] : [])),
  );

describe("latenessBands", () => {
  it("puts each bucket into the band of its lower end, and loses none", () => {
    const histogram = [
      { from_ms: null, below_ms: -100, count: 1 },
      { from_ms: -3, below_ms: -2, count: 2 },
      { from_ms: 0, below_ms: 1, count: 4 },
      { from_ms: 4, below_ms: 5, count: 8 },
      { from_ms: 5, below_ms: 6, count: 16 },
      { from_ms: 300, below_ms: 350, count: 32 },
      { from_ms: 60_000, below_ms: null, count: 64 },
    ];
    expect(counts(histogram)).toEqual({ early: 3, "<5": 12, "<25": 16, "<1 s": 32, more: 64 });
  });

  it("has every band for nothing", () => {
    expect(latenessBands([]).every(({ count }) => count === 0)).toBe(true);
  });
});
