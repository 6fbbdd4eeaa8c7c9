import { describe, expect, it } from "vitest";
import { firstArrivals, latenessOf, quantile, slicesOf } from "./lateness.ts";

describe("quantile", () => {
  it("is a value that was measured, by nearest rank", () => {
    const sorted = Array.from({ length: 100 }, (_, index) => index + 1);
    expect([0, 0.5, 0.99, 1].map((share) => quantile(sorted, share))).toEqual([1, 50, 99, 100]);
    expect(quantile([7], 0.99)).toBe(7);
  });
});

describe("latenessOf", () => {
  it("sorts by size, not as text", () => {
    expect(latenessOf([100, 9, 20])).toEqual({ p50: 20, p99: 100, max: 100 });
  });

  it("is null for nothing", () => {
    expect(latenessOf([])).toBeNull();
  });
});

describe("firstArrivals", () => {
  it("counts what came again, and leaves it out", () => {
    const arrivals = ["a", "b", "a"].map((id, at) => ({ id, at, dueAt: 0, path: "/" }));
    const { first, duplicates } = firstArrivals(arrivals);
    expect(first.map(({ id, at }) => [id, at])).toEqual([
      ["a", 0],
      ["b", 1],
    ]);
    expect(duplicates).toBe(1);
  });
});

describe("slicesOf", () => {
  it("puts arrivals where they came, with gaps as empty slices", () => {
    const arrivals = [1_000, 1_010, 1_600].map((at) => ({ id: String(at), at, dueAt: 1_000, path: "/" }));
    expect(slicesOf(arrivals, 1_000, 250)).toEqual([
      { atMs: 125, count: 2, lateness: { p50: 0, p99: 10, max: 10 } },
      { atMs: 375, count: 0, lateness: null },
      { atMs: 625, count: 1, lateness: { p50: 600, p99: 600, max: 600 } },
    ]);
    expect(slicesOf([], 0, 250)).toEqual([]);
  });
});
