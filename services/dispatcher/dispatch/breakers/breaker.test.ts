import { describe, expect, it } from "vitest";
import { Breaker, type BreakerPolicy } from "./breaker.ts";

const policy: BreakerPolicy = { failures: 3, failingMs: 10_000, leastOpenMs: 5_000, mostOpenMs: 15_000 };

/** A breaker with failures at these times. */
function failedAt(...moments: number[]): Breaker {
  const breaker = new Breaker(policy);
  for (const at of moments) breaker.note(false, at);
  return breaker;
}

describe("Breaker", () => {
  it("stays closed through a burst of failures", () => {
    expect(failedAt(0, 1, 2, 3, 4, 5).stateAt(6)).toBe("closed");
  });

  it("stays closed while failures are few, however long they go on", () => {
    expect(failedAt(0, 60_000).stateAt(60_001)).toBe("closed");
  });

  it("opens when enough attempts have failed in a row for long enough", () => {
    const breaker = failedAt(0, 5_000, 10_000);
    expect(breaker.stateAt(10_001)).toBe("open");
    expect(breaker.probeAt).toBe(15_000);
  });

  it("forgets failures at the first success", () => {
    const breaker = failedAt(0, 5_000);
    breaker.note(true, 6_000);
    breaker.note(false, 10_000);
    expect(breaker.stateAt(10_001)).toBe("closed");
  });

  it("is half open after its wait, and closes when the probe succeeds", () => {
    const breaker = failedAt(0, 5_000, 10_000);
    expect(breaker.stateAt(15_000)).toBe("half_open");
    breaker.note(true, 15_001);
    expect(breaker.stateAt(15_002)).toBe("closed");
  });

  it("opens for twice as long after each failed probe, up to the maximum", () => {
    const breaker = failedAt(0, 5_000, 10_000);
    const waits: number[] = [];
    for (let probe = 0; probe < 3; probe++) {
      const at = breaker.probeAt;
      expect(breaker.stateAt(at)).toBe("half_open");
      breaker.note(false, at);
      waits.push(breaker.probeAt - at);
    }
    expect(waits).toEqual([10_000, 15_000, 15_000]);
  });
});
