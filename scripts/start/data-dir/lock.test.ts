import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { identityOf } from "../../../services/runtime/process/process-identity.ts";
import { takeLock } from "./lock.ts";

describe("takeLock", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "landfall-lock-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const leave = (text: string) => writeFileSync(join(folder, "lock"), text);

  it("has one holder at a time", () => {
    const lock = takeLock(folder);
    expect(() => takeLock(folder)).toThrow(`process ${process.pid}`);
    lock.release();
    takeLock(folder).release();
    expect(existsSync(join(folder, "lock"))).toBe(false);
  });

  it("takes over from a process that is gone, and tells what it left running", () => {
    const children = [{ pid: 4242, identity: "before" }];
    leave(JSON.stringify({ pid: 2 ** 22 + 1, identity: "before", children }));
    expect(takeLock(folder).leftovers).toEqual(children);
  });

  it("is not fooled by a process id that was given out again", () => {
    leave(JSON.stringify({ pid: process.pid, identity: "an earlier process", children: [] }));
    expect(takeLock(folder).leftovers).toEqual([]);
  });

  it("takes over a damaged lock", () => {
    leave("{");
    expect(takeLock(folder).leftovers).toEqual([]);
  });

  it("goes on naming the processes it notes", () => {
    const lock = takeLock(folder);
    lock.note([{ pid: process.pid, identity: identityOf(process.pid) ?? "" }]);
    expect(() => takeLock(folder)).toThrow("already runs");
  });
});
