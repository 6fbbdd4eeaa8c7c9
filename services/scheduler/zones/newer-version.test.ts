import { describe, expect, it } from "vitest";
import { isNewerVersion } from "./newer-version.ts";

describe("isNewerVersion", () => {
  // Ascending. tzdb's NEWS has every name but the last two, which its naming rule provides for.
  const ascending = ["", "2025b", "2025c", "2026a", "2026c", "2026e", "2026z", "2026za", "2027a"];
  for (const [index, version] of ascending.entries()) {
    for (const [otherIndex, other] of ascending.entries()) {
      it(`takes ${version || "none"} for ${index > otherIndex ? "newer than" : "no newer than"} ${other || "none"}`, () => {
        expect(isNewerVersion(version, other)).toBe(index > otherIndex);
      });
    }
  }

  it("treats a text that is not an edition as older than every edition", () => {
    expect(isNewerVersion("unknown", "2020a")).toBe(false);
    expect(isNewerVersion("2020a", "unknown")).toBe(true);
    expect(isNewerVersion("unknown", "other")).toBe(false);
  });
});
