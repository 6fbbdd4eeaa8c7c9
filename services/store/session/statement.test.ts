import fc from "fast-check";
import { format } from "mysql2";
import { describe, expect, it } from "vitest";
import { statement, Written, writtenRow } from "./statement.ts";

describe("statement", () => {
  it("writes values as literals", () => {
    const bound = [null, 5, -1.5, true, "it's", Buffer.from([0, 255])];
    expect(statement("SELECT ?, ?, ?, ?, ?, ?", bound)).toBe("SELECT NULL, 5, -1.5, true, 'it\\'s', x'00ff'");
  });

  it("writes a list with commas, and a list of lists as rows", () => {
    expect(statement("SELECT 1 WHERE id IN (?)", [[1, "a", null]])).toBe(
      "SELECT 1 WHERE id IN (1, 'a', NULL)",
    );
    expect(
      statement("INSERT INTO t VALUES ?", [
        [
          [1, 2],
          [3, 4],
        ],
      ]),
    ).toBe("INSERT INTO t VALUES (1, 2), (3, 4)");
  });

  it("writes a row of some of its values, which goes into a statement as it stands", () => {
    const row = writtenRow(["it's", null, "why?", Buffer.from([1])], [0, 2, 3]);
    expect(row).toBe("('it\\'s', 'why?', x'01')");
    expect(statement("INSERT INTO t VALUES ? ON DUPLICATE KEY UPDATE a = ?", [new Written(row), 2])).toBe(
      "INSERT INTO t VALUES ('it\\'s', 'why?', x'01') ON DUPLICATE KEY UPDATE a = 2",
    );
  });

  it("refuses more or fewer values than places, and numbers that SQL cannot express", () => {
    for (const bound of [[], [1, 2], [Number.NaN], [Number.POSITIVE_INFINITY]])
      expect(() => statement("SELECT ?", bound)).toThrow(RangeError);
  });

  it("writes what the driver would write, whatever the text", () => {
    const scalar = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({
        unit: fc.constantFrom("'", '"', "\\", "\0", "\n", "?", "é", "\u{1F600}", "\x1a", "a", " "),
      }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.maxSafeInteger(),
      fc.boolean(),
      fc.constant(null),
      fc.uint8Array().map((bytes) => Buffer.from(bytes)),
    );
    fc.assert(
      fc.property(scalar, fc.array(scalar, { minLength: 1 }), (one, list) => {
        // A double quote needs no escaping inside single quotes.
        const normal = (text: string) => text.replaceAll("X'", "x'").replaceAll('\\"', '"');
        expect(normal(statement("a ? b ?", [one, list]))).toBe(normal(format("a ? b ?", [one, list])));
      }),
    );
  });
});
