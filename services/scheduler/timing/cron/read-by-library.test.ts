import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readByLibrary } from "./read-by-library.ts";
import { readFields } from "./read-fields.ts";

/** Parses an expression's fields with cron-parser and with our own reader. */
function both(text: string) {
  const fields = text.split(" ");
  return { library: readByLibrary(fields), ours: readFields(fields) };
}

describe("cron-parser reads", () => {
  for (const text of [
    "0 30 9 * * 1-5",
    "0 */15 9-16 * * MON-FRI",
    "0 0 9,17 ? JAN-MAR MON,FRI",
    "*/10 5/10 0-22/2 1,15 */3 *",
    "0 0 17 L * ?",
    "0 0 17 * * 5L",
    "0 0 9 * * MON#1",
    "0 0 0 29 2,3 *",
  ]) {
    it(`${text} as this dialect has it`, () => {
      const { library, ours } = both(text);
      expect(library).not.toBeNull();
      expect(library).toEqual(ours);
    });
  }

  for (const [text, why] of [
    ["0 0 0 15W * *", "a nearest weekday"],
    ["0 0 0 LW * *", "a last weekday"],
    ["0 0 0 L-3 * *", "days before the last"],
    ["0 0 22-2 * * *", "a range over the end"],
    ["0 0 0 * * 1,1-3", "a value twice"],
    ["0 0 0 * * 0,7", "Sunday twice"],
    ["0 0 0 * * */2", "steps of weekdays"],
    ["0 0 0 * * 5-7", "a week that ends on Sunday"],
    ["0 0 0 * * 1#1,3#2", "two of a month"],
    ["0 0 0 * 2 *", "days that its months lack"],
    ["0 */100 * * * *", "what is refused"],
    ["0 0 24 * * *", "what is out of range"],
  ] as const) {
    it(`not ${text}: ${why}`, () => expect(both(text).library).toBeNull());
  }

  it("nothing differently from our own reader", () => {
    const value = (min: number, max: number) => fc.integer({ min, max }).map(String);
    const member = (min: number, max: number) =>
      fc.oneof(
        value(min, max),
        fc.constant("*"),
        fc.tuple(value(min, max), value(min, max)).map((ends) => ends.join("-")),
        fc
          .tuple(fc.oneof(fc.constant("*"), value(min, max)), value(1, max + 3))
          .map((parts) => parts.join("/")),
        fc
          .tuple(value(min, max), value(min, max), value(1, max))
          .map(([from, to, step]) => `${from}-${to}/${step}`),
      );
    const field = (min: number, max: number, ...others: string[]) =>
      fc.oneof(
        {
          weight: 3,
          arbitrary: fc.array(member(min, max), { minLength: 1, maxLength: 3 }).map((all) => all.join(",")),
        },
        { weight: 1, arbitrary: fc.constantFrom("*", ...others) },
      );
    const expression = fc.tuple(
      field(0, 59),
      field(0, 59),
      field(0, 23),
      field(1, 31, "?", "L", "L-2", "LW", "15W"),
      field(1, 12, "JAN", "MAR-MAY", "DEC,FEB"),
      field(0, 7, "?", "5L", "FRIL", "2#3", "SUN#5", "MON-FRI", "SUN,TUE", "7#1", "7L"),
    );
    let read = 0;
    fc.assert(
      fc.property(expression, (fields) => {
        const library = readByLibrary(fields);
        if (library === null) return;
        read++;
        expect(library).toEqual(readFields(fields));
      }),
      { numRuns: 12_000 },
    );
    expect(read).toBeGreaterThan(100);
  });
});
