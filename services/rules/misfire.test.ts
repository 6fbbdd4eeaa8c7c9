import { describe, expect, it } from "vitest";
import { misfireDecisions } from "./misfire.ts";

// Now is 1,000 and the grace 100. Four are late, one is on the edge of the grace, one is due now.
const dueAts = [100, 200, 300, 899, 900, 1_000];

describe("misfireDecisions", () => {
  for (const [policy, max, kept] of [
    ["all", 100, [100, 200, 300, 899, 900, 1_000]],
    ["all", 2, [300, 899, 900, 1_000]],
    ["all", 0, [900, 1_000]],
    ["once", 100, [899, 900, 1_000]],
    ["skip", 100, [900, 1_000]],
  ] as const) {
    it(`${policy} with max ${max} sends ${kept.join(" ")}`, () => {
      const decisions = misfireDecisions(dueAts, 1_000, { policy, graceMs: 100, max });
      expect(dueAts.filter((_, index) => decisions[index] === "send")).toEqual(kept);
      expect(decisions).toHaveLength(dueAts.length);
    });
  }
  it("sends what is on time whatever the policy, and nothing where nothing is due", () => {
    expect(misfireDecisions([950], 1_000, { policy: "skip", graceMs: 50, max: 0 })).toEqual(["send"]);
    expect(misfireDecisions([], 1_000, { policy: "all", graceMs: 50, max: 1 })).toEqual([]);
  });
});
