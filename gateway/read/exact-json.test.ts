import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mayLoseDigits, parseExactly } from "./exact-json.ts";

describe("parseExactly", () => {
  for (const text of [
    "[1.0,-0,1e5,1E400,-1.50e-3,12345678901234567890,0.1]",
    '{"a":{"b":[1.10]}}',
    "[1.7976931348623157e999]",
  ]) {
    it(`keeps every digit of ${text}`, () => {
      expect(mayLoseDigits(text)).toBe(true);
      expect(JSON.stringify(parseExactly(text))).toBe(text);
    });
  }
});

describe("mayLoseDigits", () => {
  it("lets plain numbers, dates and amounts in text pass", () => {
    expect(mayLoseDigits('{"a":42,"b":"12.50","at":"2026-07-01T09:00:00.000Z","c":[-7,"1e5"]}')).toBe(false);
  });

  it("never lets a number pass that reading would change", () => {
    const number = fc.stringMatching(/^-?(0|[1-9]\d{0,20})(\.\d{1,20})?([eE][+-]?\d{1,3})?$/);
    const space = fc.constantFrom("", " ", "\n", "\t");
    fc.assert(
      fc.property(number, space, space, (token, before, after) => {
        const text = `{"a":${before}${token}${after}}`;
        expect(mayLoseDigits(text) || JSON.stringify(JSON.parse(text)) === `{"a":${token}}`).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
