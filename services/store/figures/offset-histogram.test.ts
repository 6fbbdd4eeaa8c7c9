import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  mergeHistograms,
  type OffsetHistogram,
  offsetBounds,
  quantile,
  readHistogram,
  writeHistogram,
} from "./offset-histogram.ts";

function histogramOf(offsets: readonly number[]): OffsetHistogram {
  const histogram = new Map<number, number>();
  for (const offset of offsets) {
    const bucket = offsetBounds.filter((bound) => bound <= offset).length;
    histogram.set(bucket, (histogram.get(bucket) ?? 0) + 1);
  }
  return histogram;
}

function quantileOf(offsets: readonly number[], q: number): number | null {
  return quantile(histogramOf(offsets), q, Math.min(...offsets), Math.max(...offsets));
}

const upTo = (n: number) => Array.from({ length: n }, (_, index) => index + 1);

describe("quantile", () => {
  const table: readonly (readonly [string, readonly number[], number, number | null])[] = [
    ["nothing", [], 0.5, null],
    ["one", [7], 0.99, 7],
    ["one that no bucket is exact for", [700], 0.5, 700],
    ["small ones, exactly", [1, 2, 2, 3, 3, 3], 0.5, 2],
    ["1 to 1000, the median", upTo(1_000), 0.5, 500],
    ["1 to 1000, 95 %", upTo(1_000), 0.95, 950],
    ["1 to 1000, all", upTo(1_000), 1, 1_000],
    ["early ones", [-40, -20, -10], 0.5, -25],
    ["days late", [900_000_000, 900_000_000], 0.5, 900_000_000],
  ];
  for (const [of, offsets, q, expected] of table) {
    it(`of ${of}: ${expected}`, () => {
      expect(quantileOf(offsets, q)).toBe(expected);
    });
  }

  it("lies in the bucket of the exact quantile, and within the range of what was counted", () => {
    const offset = fc.oneof(fc.integer({ min: -50, max: 2_000 }), fc.integer({ min: 0, max: 1_000_000_000 }));
    fc.assert(
      fc.property(
        fc.array(offset, { minLength: 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (offsets, q) => {
          const sorted = offsets.toSorted((one, other) => one - other);
          const exact = sorted[Math.max(Math.ceil(q * sorted.length), 1) - 1] ?? 0;
          const found = quantileOf(offsets, q) ?? Number.NaN;
          const bucketOf = (value: number) => offsetBounds.filter((bound) => bound <= value).length;
          expect(bucketOf(found)).toBe(bucketOf(exact));
          expect(found).toBeGreaterThanOrEqual(sorted[0] ?? 0);
          expect(found).toBeLessThanOrEqual(sorted.at(-1) ?? 0);
        },
      ),
    );
  });
});

describe("a stored histogram", () => {
  it("reads as it was written, and merges by bucket", () => {
    const one = histogramOf([1, 1, 400]);
    const other = histogramOf([-3, 1]);
    expect(readHistogram(writeHistogram(one))).toEqual(one);
    expect(readHistogram(writeHistogram(new Map()))).toEqual(new Map());
    expect(mergeHistograms([one, other])).toEqual(histogramOf([1, 1, 400, -3, 1]));
  });

  it("fits its column with every bucket full", () => {
    const full = new Map(Array.from({ length: offsetBounds.length + 1 }, (_, bucket) => [bucket, 10 ** 12]));
    expect(writeHistogram(full).length).toBeLessThanOrEqual(2_000);
  });
});
