import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { descriptorPieces } from "./descriptor-pieces.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "landfall-pieces-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("pieces of a log", () => {
  it("are written in their order", async () => {
    const path = join(folder, "log");
    const file = openSync(path, "a");
    const pieces = descriptorPieces(file);
    const all = Array.from({ length: 50 }, (_, place) => `line ${place} ü\n`);
    for (const piece of all) pieces.write(piece);
    await expect.poll(() => readFileSync(path, "utf8")).toBe(all.join(""));
    closeSync(file);
  });

  it("that still wait when the process exits are written", () => {
    const path = join(folder, "log");
    const file = openSync(path, "a");
    const pieces = descriptorPieces(file);
    // The first is being written; the others wait behind it.
    for (const piece of ["one\n", "two\n", "three\n"]) pieces.write(piece);
    pieces.flushSync();
    expect(readFileSync(path, "utf8")).toContain("two\nthree\n");
    closeSync(file);
  });

  it("that cannot be written are dropped without ending or blocking the process", async () => {
    // Every write to it fails with "disk full".
    const full = openSync("/dev/full", "w");
    const pieces = descriptorPieces(full);
    for (let count = 0; count < 100; count++) pieces.write("x".repeat(8_192));
    pieces.flushSync();
    pieces.write("after");
    await new Promise(setImmediate);
    pieces.flushSync();
    closeSync(full);
  });
});
