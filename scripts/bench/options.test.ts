import { join } from "node:path";
import { expect, it } from "vitest";
import { readOptions } from "./options.ts";

const root = join(import.meta.dirname, "..", "..");
const read = (...args: string[]) => readOptions(args, root);

it("without a measure it is a short form of the main ones", () => {
  expect(read()).toMatchObject({
    measures: ["burst", "punctuality", "create", "cost"],
    count: 5_000,
    seconds: 5,
    rates: [200],
    variants: ["quiet"],
  });
});

it("a named measure is of full size, and what is given wins", () => {
  expect(read("burst")).toMatchObject({
    measures: ["burst"],
    count: 20_000,
    seconds: null,
    rates: [200, 1_000],
  });
  expect(read("--count", "2,000")).toMatchObject({ count: 2_000, seconds: 5 });
  expect(read("punctuality", "--rate", "300,400", "--beside", "purge")).toMatchObject({
    rates: [300, 400],
    variants: ["purge"],
  });
});

it("attacks are chosen by their names, contenders by theirs", () => {
  expect(read("isolation")).toMatchObject({ measures: ["isolation"], only: null, seconds: null });
  expect(read("isolation", "--only", "ledger,backlog", "--seconds", "4")).toMatchObject({
    only: ["ledger", "backlog"],
    seconds: 4,
  });
  expect(read("peers", "--only", "Landfall")).toMatchObject({ only: ["Landfall"] });
});

it("what makes no sense is said in a line", () => {
  expect(() => read("speed")).toThrow('There is no measure "speed": choose of burst, ');
  expect(() => read("burst", "--count", "many")).toThrow("--count is a whole number from 1 to 1000000");
  expect(() => read("burst", "--beside", "noise")).toThrow('There is no --beside "noise"');
  expect(() => read("burst", "--root", "/")).toThrow("/ is no checkout of Landfall");
  expect(() => read("isolation", "--only", "siege")).toThrow(
    'There is no attack "siege": choose of hanging-',
  );
  expect(() => read("burst", "--counts", "1")).toThrow("--counts");
});
