import { describe, expect, it } from "vitest";
import { judgeRetryPolicy } from "../../../rules/judge-retry-policy.ts";
import { backoffMs } from "./backoff.ts";

/** Policy of a schedule that sets no `retry_policy`. */
const { effective: defaultRetryPolicy } = judgeRetryPolicy(undefined);

const plain = { ...defaultRetryPolicy, jitter: false };
const never = () => {
  throw new Error("no randomness is needed here");
};

describe("the default retry policy", () => {
  it("makes 8 attempts, the last of them up to 10 min 35 s after the first", () => {
    const { maxAttempts, rules } = defaultRetryPolicy;
    expect([maxAttempts, rules]).toEqual([8, []]);
    const waits = Array.from({ length: maxAttempts - 1 }, (_, index) => backoffMs(index + 1, plain, never));
    expect(waits.reduce((sum, wait) => sum + wait)).toBe(635_000);
  });

  // The table that the README promises; change both together.
  for (const [attempt, seconds] of [
    [1, 5],
    [2, 10],
    [3, 20],
    [4, 40],
    [7, 320],
    [10, 2_560],
    [11, 3_600],
    [50, 3_600],
  ] as const) {
    it(`waits ${seconds} s after attempt ${attempt} by default, but for jitter`, () => {
      expect(backoffMs(attempt, plain, never)).toBe(seconds * 1000);
    });
  }
});

describe("backoffMs", () => {
  for (const [strategy, waits] of [
    ["exponential", [5_000, 10_000, 20_000, 30_000]],
    ["linear", [5_000, 10_000, 15_000, 20_000]],
    ["fixed", [5_000, 5_000, 5_000, 5_000]],
    ["list", [1_000, 30_000, 2_000, 2_000]],
  ] as const) {
    it(`grows as ${strategy} says, up to the cap`, () => {
      const policy = { ...plain, strategy, maxMs: 30_000, delaysMs: [1_000, 60_000, 2_000] };
      expect([1, 2, 3, 4].map((attempt) => backoffMs(attempt, policy, never))).toEqual(waits);
    });
  }

  it("shortens by up to half, never lengthens", () => {
    expect(backoffMs(1, defaultRetryPolicy, () => 0)).toBe(5_000);
    expect(backoffMs(1, defaultRetryPolicy, () => 0.5)).toBe(3_750);
    expect(backoffMs(1, defaultRetryPolicy, () => 0.999_999)).toBe(2_500);
    expect(backoffMs(40, defaultRetryPolicy, () => 0)).toBe(3_600_000);
  });

  it("uses the waits of a list exactly, with or without jitter", () => {
    const policy = { ...defaultRetryPolicy, strategy: "list", delaysMs: [1_000] } as const;
    expect(backoffMs(1, policy, never)).toBe(1_000);
  });

  it("obeys a longer Retry-After, but not past the cap", () => {
    expect(backoffMs(1, plain, never, 60_000)).toBe(60_000);
    expect(backoffMs(1, plain, never, 1_000)).toBe(5_000);
    expect(backoffMs(1, plain, never, 7_200_000)).toBe(3_600_000);
    expect(backoffMs(1, defaultRetryPolicy, () => 0.9, 60_000)).toBe(60_000);
  });

  it("is a finite number at the limits of a policy", () => {
    const steep = { ...plain, factor: 1e300 };
    expect(backoffMs(50, steep, never)).toBe(3_600_000);
    expect(backoffMs(50, { ...steep, baseMs: 0 }, never)).toBe(0);
    expect(backoffMs(1, { ...plain, strategy: "list" }, never)).toBe(5_000);
  });

  for (const attempt of [0, -1, 1.5, Number.NaN]) {
    it(`refuses attempt ${attempt}`, () => {
      expect(() => backoffMs(attempt, plain, never)).toThrow(RangeError);
    });
  }
});
