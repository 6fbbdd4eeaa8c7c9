import { expect, it } from "vitest";
import { cpuMsIn, kilobytesIn } from "./process-usage.ts";

it("processor time is read past a name with blanks and brackets, with that of children that ended", () => {
  const stat = "7 (a ) b) S 1 7 7 0 -1 4194560 100 0 0 0 123 45 6 7 20 0 11 0 500 1 2";
  expect(cpuMsIn(stat)).toBe(1_810);
});

it("a line of kilobytes is found by its whole name", () => {
  const text = "SwapPss:  1 kB\nPss:   2048 kB\nPss_Dirty:  3 kB\n";
  expect(kilobytesIn(text, "Pss")).toBe(2_048);
});
