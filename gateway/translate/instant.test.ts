import { describe, expect, it } from "vitest";
import { fromInstant, toInstant } from "./instant.ts";

describe("fromInstant", () => {
  for (const [text, instant] of [
    ["2026-07-01T09:00:00Z", "2026-07-01T09:00:00.000Z"],
    ["2026-07-01t09:00:00.1234z", "2026-07-01T09:00:00.123Z"],
    ["2026-07-01T09:00:00+05:30", "2026-07-01T03:30:00.000Z"],
    ["2024-02-29T23:59:59-12:00", "2024-03-01T11:59:59.000Z"],
  ] as const) {
    it(`reads ${text}`, () => expect(toInstant(fromInstant(text, "after") ?? 0)).toBe(instant));
  }

  for (const text of [
    "",
    "2026-07-01",
    "2026-07-01T09:00:00",
    "2026-07-01 09:00:00Z",
    "2026-07-01T09:00Z",
    "2026-02-29T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-07-01T24:00:00Z",
    "2026-07-01T23:60:00Z",
    "2026-07-01T00:00:00+24:00",
  ]) {
    it(`refuses ${text}`, () => expect(() => fromInstant(text, "after")).toThrow(/must be RFC 3339/));
  }
});
