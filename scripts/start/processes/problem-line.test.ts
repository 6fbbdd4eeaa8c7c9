import { describe, expect, it } from "vitest";
import { problemLine } from "./problem-line.ts";

describe("problemLine", () => {
  for (const [promise, line, shown] of [
    ["leaves out what is ordinary", '{"level":30,"msg":"started"}', null],
    ["shows a warning", '{"level":40,"msg":"clocks part"}', "clocks part"],
    [
      "shows why",
      '{"level":50,"msg":"claim failed","err":{"message":"store away"}}',
      "claim failed: store away",
    ],
    ["shows a crash", "TypeError: x is not a function", "TypeError: x is not a function"],
    ["leaves out stack frames", "    at main (file.ts:1:1)", null],
    ["leaves out empty lines", "", null],
  ] as const) {
    it(promise, () => expect(problemLine(line)).toBe(shown));
  }
});
