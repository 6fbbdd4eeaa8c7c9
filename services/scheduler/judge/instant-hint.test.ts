import { describe, expect, it } from "vitest";
import { instantHint, localTimeHint } from "./instant-hint.ts";

describe("the hint to what fire_at cannot be", () => {
  for (const [text, hint] of [
    ["2027-07-01T09:00", "; for a wall-clock time give local_fire_at with timezone"],
    ["2027-07-01T09:00:00", "; for a wall-clock time give local_fire_at with timezone"],
    ["2027-07-01 09:00:00.250", "; for a wall-clock time give local_fire_at with timezone"],
    ["1814432400", '; write "2027-07-01T09:00:00.000Z"'],
    ["1814432400250", '; write "2027-07-01T09:00:00.250Z"'],
    ["tomorrow", ""],
  ] as const) {
    it(`${text}: ${hint || "none"}`, () => expect(instantHint(text)).toBe(hint));
  }

  it("is fire_at for a local_fire_at with an offset", () => {
    expect(localTimeHint("2027-07-01T09:00:00Z")).toBe("; for an instant give fire_at");
    expect(localTimeHint("noon")).toBe("");
  });
});
