import { expect, it } from "vitest";
import { cell, table } from "./table.ts";

it("numbers show the digits that say something", () => {
  const shown = [1234.5, 123.45, 12.345, 1.234, 0.056, 20_000, 0, null, "text"].map(cell);
  expect(shown).toEqual(["1,235", "123", "12.3", "1.23", "0.06", "20,000", "0", "–", "text"]);
});

it("columns stand under their heads, numbers to the right", () => {
  const rows = [
    { contender: "Landfall", "per s": 9_000 },
    { contender: "X", "per s": null },
  ];
  expect(table(rows).split("\n")).toEqual([
    "contender  per s",
    "─────────  ─────",
    "Landfall   9,000",
    "X              –",
  ]);
  expect(table([])).toBe("");
});
