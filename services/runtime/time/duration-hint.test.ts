import { describe, expect, it } from "vitest";
import { parseDuration } from "./duration.ts";
import { durationHint } from "./duration-hint.ts";

describe("the hint for an invalid duration", () => {
  for (const [text, meant] of [
    ["5 minutes", "5m"],
    ["5 min", "5m"],
    ["1 hour", "1h"],
    ["1 hour 30 minutes", "1h30m"],
    ["1 hour, and 30 mins", "1h30m"],
    ["90 Seconds", "90s"],
    ["250 milliseconds", "250ms"],
    ["250 ms", "250ms"],
    ["1d", "24h"],
    ["2 days", "48h"],
    ["1.5 days", "36h"],
    ["1 week", "168h"],
    ["5", "5s"],
    ["PT5M", "5m"],
    ["P1DT2H", "26h"],
    ["P2W", "336h"],
  ] as const) {
    it(`${text} is ${meant}`, () => {
      expect(durationHint(text)).toBe(`; write "${meant}"`);
      expect(parseDuration(meant)).not.toBeNull();
    });
  }

  for (const text of [
    "",
    "soon",
    "5 fortnights",
    "P1Y",
    "PT",
    "5 minutes or so",
    "-5 minutes",
    "5m",
    "0",
    "9".repeat(60),
  ]) {
    it(`of "${text.slice(0, 20)}" is none`, () => expect(durationHint(text)).toBe(""));
  }
});
