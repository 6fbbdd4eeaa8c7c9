import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { durationMs, formatDuration, parseDuration } from "./duration.ts";

const [us, ms, s, m, h] = [1_000n, 1_000_000n, 1_000_000_000n, 60_000_000_000n, 3_600_000_000_000n];

// From parseDurationTests and parseDurationErrorTests in Go's src/time/time_test.go.
const taken: readonly (readonly [string, bigint])[] = [
  ["0", 0n],
  ["5s", 5n * s],
  ["30s", 30n * s],
  ["1478s", 1478n * s],
  ["-5s", -5n * s],
  ["+5s", 5n * s],
  ["-0", 0n],
  ["+0", 0n],
  ["5.0s", 5n * s],
  ["5.6s", 5n * s + 600n * ms],
  ["5.s", 5n * s],
  [".5s", 500n * ms],
  ["1.0s", s],
  ["1.00s", s],
  ["1.004s", s + 4n * ms],
  ["1.0040s", s + 4n * ms],
  ["100.00100s", 100n * s + ms],
  ["10ns", 10n],
  ["11us", 11n * us],
  ["12µs", 12n * us],
  ["12μs", 12n * us],
  ["13ms", 13n * ms],
  ["14s", 14n * s],
  ["15m", 15n * m],
  ["16h", 16n * h],
  ["3h30m", 3n * h + 30n * m],
  ["10.5s4m", 4n * m + 10n * s + 500n * ms],
  ["-2m3.4s", -(2n * m + 3n * s + 400n * ms)],
  ["1h2m3s4ms5us6ns", h + 2n * m + 3n * s + 4n * ms + 5n * us + 6n],
  ["39h9m14.425s", 39n * h + 9n * m + 14n * s + 425n * ms],
  ["52763797000ns", 52_763_797_000n],
  ["0.3333333333333333333h", 20n * m],
  ["9007199254740993ns", 9_007_199_254_740_993n],
  ["9223372036854775807ns", (1n << 63n) - 1n],
  ["9223372036854775.807us", (1n << 63n) - 1n],
  ["9223372036s854ms775us807ns", (1n << 63n) - 1n],
  ["-9223372036854775808ns", -(1n << 63n)],
  ["-9223372036854775.808us", -(1n << 63n)],
  ["-9223372036s854ms775us808ns", -(1n << 63n)],
  ["-2562047h47m16.854775808s", -(1n << 63n)],
  ["0.100000000000000000000h", 6n * m],
  ["0.830103483285477580700h", 49n * m + 48n * s + 372_539_827n],
  // Not in Go's table.
  ["0.0000000001s", 0n],
  ["1.9999999999ns", 1n],
  [`${"0".repeat(10_000)}1s`, s],
  [`0.${"3".repeat(10_000)}h`, 20n * m],
  ["1s1s", 2n * s],
  ["0h", 0n],
];

const refused = [
  ...["", "3", "-", "s", ".", "-.", ".s", "+.s", "1d", "\u0085\u0085", "\u00ffff", "hello \ufffd world"],
  ...["9223372036854775810ns", "9223372036854775808ns", "-9223372036854775809ns", "9223372036854776us"],
  ...["3000000h", "9223372036854775.808us", "9223372036854ms775us808ns"],
  ...[
    "+",
    "--1s",
    "+-1s",
    "1 s",
    " 1s",
    "1s ",
    "1S",
    "1H",
    "1e3s",
    "1,5s",
    "0x1s",
    "1s\u0000",
    "\u00001s",
    "1.2.3s",
  ],
  ...[
    "00",
    "0.0",
    "١s",
    "1ſ",
    "Infinity",
    "NaN",
    "P1D",
    "1h-5m",
    "1h 5m",
    "s1",
    "1min",
    "9".repeat(10_000),
    ".",
  ],
];

describe("parseDuration takes what Go takes", () => {
  for (const [text, ns] of taken)
    it(`${text.slice(0, 30)} is ${ns} ns`, () => expect(parseDuration(text)).toBe(ns));
});

describe("parseDuration refuses what Go refuses", () => {
  for (const text of refused) {
    it(JSON.stringify(text.slice(0, 30)), () => expect(parseDuration(text)).toBeNull());
  }
});

describe("durationMs", () => {
  for (const [ns, expected] of [
    [1n, 1],
    [999_999n, 1],
    [1_000_000n, 1],
    [1_000_001n, 2],
    [0n, 0],
    [-1_500_000n, -1],
    [(1n << 63n) - 1n, 9_223_372_036_855],
  ] as const) {
    it(`rounds ${ns} ns up to ${expected} ms, so that no wait is shorter than asked`, () =>
      expect(durationMs(ns)).toBe(expected));
  }
});

describe("formatDuration", () => {
  for (const [value, text] of [
    [0, "0s"],
    [250, "250ms"],
    [5_000, "5s"],
    [1_500, "1.5s"],
    [60_000, "1m"],
    [5_400_000, "1h30m"],
    [3_600_001, "1h0.001s"],
    [90_061_010, "25h1m1.01s"],
    [-2_500, "-2.5s"],
  ] as const) {
    it(`writes ${value} ms as ${text}`, () => expect(formatDuration(value)).toBe(text));
  }
  it("writes what parseDuration reads back", () => {
    fc.assert(
      fc.property(fc.integer({ min: -9e12, max: 9e12 }), (value) => {
        expect(parseDuration(formatDuration(value))).toBe(BigInt(value) * ms);
      }),
    );
  });
  it("refuses fractions and the infinite", () => {
    for (const value of [0.5, Number.NaN, Infinity]) expect(() => formatDuration(value)).toThrow(RangeError);
  });
});
