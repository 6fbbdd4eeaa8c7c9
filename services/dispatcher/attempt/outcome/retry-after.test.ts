import { describe, expect, it } from "vitest";
import { retryAfterMs } from "./retry-after.ts";

const now = Date.UTC(1994, 10, 6, 8, 49, 7);

describe("retryAfterMs (RFC 9110, 10.2.3)", () => {
  const table: readonly [string | null, number | null][] = [
    ["120", 120_000],
    [" 7 ", 7_000],
    ["0", 0],
    ["99999999999999999999", 1_000_000_000_000],
    ["Sun, 06 Nov 1994 08:49:37 GMT", 30_000],
    ["Sunday, 06-Nov-94 08:49:37 GMT", 30_000],
    ["Sun Nov  6 08:49:37 1994", 30_000],
    ["Sun, 06 Nov 1994 08:49:00 GMT", 0],
    [null, null],
    ["", null],
    ["-1", null],
    ["1.5", null],
    ["1e3", null],
    ["0x10", null],
    ["soon", null],
    ["120, 60", null],
    ["2026-07-01T09:00:00Z", null],
    ["Sun, 06 Nov 1994 08:49:37 +0100", null],
    ["Sun, 31 Feb 1994 08:49:37 GMT", null],
    ["Sun, 06 Nov 1994 24:00:00 GMT", null],
  ];
  for (const [value, expected] of table) {
    it(`${JSON.stringify(value)} is ${expected}`, () => expect(retryAfterMs(value, now)).toBe(expected));
  }
});
