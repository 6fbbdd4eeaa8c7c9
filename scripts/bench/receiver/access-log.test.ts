import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parseArrival, readArrivals } from "./access-log.ts";

it("a line of the log becomes milliseconds", () => {
  const arrival = { at: 1_793_523_600_013, dueAt: 1_793_523_600_000, id: "dlv_1", path: "/in" };
  expect(parseArrival("1793523600.013 2026-11-01T09:00:00.000Z dlv_1 /in")).toEqual(arrival);
});

it("a request that was no delivery is none", () => {
  expect(parseArrival("1793523600.013 - - /")).toBeNull();
  expect(parseArrival("")).toBeNull();
});

it("only whole lines after the mark are read", () => {
  const dir = mkdtempSync(join(tmpdir(), "landfall-log-"));
  try {
    const path = join(dir, "arrivals.log");
    writeFileSync(path, "1.000 2026-11-01T09:00:00.000Z before /\n");
    const log = readArrivals(path);
    const mark = log.mark();
    appendFileSync(path, "2.000 2026-11-01T09:00:00.000Z whole /\n3.000 2026-11-01T09:00:00.000Z ha");
    expect(log.since(mark).map(({ id }) => id)).toEqual(["whole"]);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});
