import { describe, expect, it } from "vitest";
import { fullSize, readSettings } from "./settings.ts";

describe("the flags of npm run endure", () => {
  it("change what they name, and leave the rest at full size", () => {
    expect(readSettings(["--schedules", "200", "--kill-every=3"])).toEqual({
      ...fullSize,
      schedules: 200,
      killEverySeconds: 3,
    });
  });

  for (const [args, message] of [
    [["--schedules", "many"], "--schedules must be a whole number from 1 to 10000."],
    [["--seconds", "0"], "--seconds must be a whole number from 5 to 86400."],
    [["--speed", "9"], /Unknown option '--speed'/],
    [["fast"], /Unexpected argument 'fast'/],
  ] as const) {
    it(`are refused where they are wrong: ${args.join(" ")}`, () => {
      expect(() => readSettings(args)).toThrow(message);
    });
  }
});
