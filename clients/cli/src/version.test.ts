import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { version } from "./version.ts";

it("sched has the version and the packages of its package.json, which are those of the lock file", () => {
  const read = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
  const own = read("../package.json");
  const { devDependencies } = read("../../../package.json");
  expect(own.version).toBe(version);
  for (const [name, wanted] of Object.entries(own.dependencies))
    expect([name, devDependencies[name]]).toEqual([name, wanted]);
});
