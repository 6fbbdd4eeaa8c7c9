import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextIntervals } from "./interval.ts";

describe("nextIntervals", () => {
  for (const [title, anchorFires, after, expected] of [
    ["counts from creation, which does not fire itself", false, 1_000, [1_300, 1_600]],
    ["begins with starts_at, which does", true, 500, [1_000, 1_300]],
    ["is strictly after", true, 1_000, [1_300, 1_600]],
    ["finds its place between two", true, 1_299, [1_300, 1_600]],
    ["finds its place on one", false, 1_300, [1_600, 1_900]],
  ] as const) {
    it(title, () =>
      expect(nextIntervals({ everyMs: 300, anchorAt: 1_000, anchorFires }, after, 2)).toEqual(expected),
    );
  }
  it("does not drift: asked one by one, or years later, the instants stay whole steps from the anchor", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4e11 }),
        fc.integer({ min: 0, max: 4e12 }),
        fc.integer({ min: 0, max: 2.5e14 }),
        fc.boolean(),
        (everyMs, anchorAt, after, anchorFires) => {
          const [at = Number.NaN] = nextIntervals({ everyMs, anchorAt, anchorFires }, after, 1);
          const firstAt = anchorAt + (anchorFires ? 0 : everyMs);
          expect(at).toBeGreaterThan(after);
          expect((at - firstAt) % everyMs).toBe(0);
          expect(at === firstAt || at - everyMs <= after).toBe(true);
        },
      ),
    );
  });
  it("refuses a step that would never move on", () => {
    for (const everyMs of [0, -1, 0.5, Number.NaN])
      expect(() => nextIntervals({ everyMs, anchorAt: 0, anchorFires: true }, 0, 1)).toThrow(RangeError);
  });
});
