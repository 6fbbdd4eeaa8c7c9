import { describe, expect, it } from "vitest";
import { quantile } from "./run-figures.ts";

describe("quantile", () => {
  for (const [values, share, expected] of [
    [[], 0.5, null],
    [[7], 0.95, 7],
    [[3, 1, 2], 0.5, 2],
    [[4, 1, 3, 2], 0.5, 2],
    [Array.from({ length: 100 }, (_, n) => n + 1), 0.95, 95],
    [Array.from({ length: 100 }, (_, n) => n + 1), 0, 1],
  ] as const) {
    it(`is ${expected} at ${share} of ${values.length} values`, () => {
      expect(quantile(values, share)).toBe(expected);
    });
  }
});
