import { describe, expect, it } from "vitest";
import { overlapDecision } from "./overlap.ts";

describe("overlapDecision", () => {
  // policy, an earlier one is open, another already waits
  for (const [policy, open, buffered, expected] of [
    ["allow", false, false, "send"],
    ["allow", true, false, "send"],
    ["allow", true, true, "send"],
    ["skip", false, false, "send"],
    ["skip", true, false, "skip"],
    ["buffer_one", false, false, "send"],
    ["buffer_one", true, false, "wait"],
    ["buffer_one", true, true, "skip"],
    ["buffer_one", false, true, "wait"],
  ] as const) {
    it(`${policy}, ${open ? "one open" : "none open"}, ${buffered ? "one waiting" : "none waiting"}: ${expected}`, () =>
      expect(overlapDecision(policy, { open, buffered })).toBe(expected));
  }
});
