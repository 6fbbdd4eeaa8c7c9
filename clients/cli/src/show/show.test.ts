import { describe, expect, it } from "vitest";
import { instantCell, instantLine } from "./instant.ts";
import { spanText } from "./span.ts";
import { visible, visibleLine } from "./visible.ts";

describe("what people see", () => {
  for (const [ms, text] of [
    [0, "0 ms"],
    [850.4, "850 ms"],
    [-12, "-12 ms"],
    [1_234, "1.2 s"],
    [12_345, "12 s"],
    [60_000, "1 min"],
    [200_000, "3 min 20 s"],
    [7_500_000, "2 h 5 min"],
    [273_600_000, "3 d 4 h"],
  ] as const) {
    it(`${ms} ms is ${text}`, () => expect(spanText(ms)).toBe(text));
  }

  it("is an instant in local time, its zone and UTC", () => {
    const at = "2026-07-01T09:00:00.000Z";
    expect(instantLine(at, "Asia/Kolkata")).toBe(
      "Wed 2026-07-01 14:30:00  Asia/Kolkata (UTC+05:30)  2026-07-01T09:00:00.000Z",
    );
    expect(instantLine(at, "UTC")).toBe("Wed 2026-07-01 09:00:00 UTC  2026-07-01T09:00:00.000Z");
    expect([instantCell(at, "UTC"), instantCell(null, "UTC")]).toEqual(["Wed 2026-07-01 09:00:00", "-"]);
  });

  it("never is what commands a terminal", () => {
    expect(visible("a\u001b[31mb\u0007\u009b\r\u202e")).toBe("a\\x1b[31mb\\x07\\x9b\\x0d\\u202e");
    expect(visible("größe ✓\n\ttab")).toBe("größe ✓\n\ttab");
    expect(visibleLine("one\n two\tthree")).toBe("one two three");
  });
});
