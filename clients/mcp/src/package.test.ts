import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

it("landfall-mcp has the packages of its package.json, which are those of the repository", () => {
  const read = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
  const { dependencies, version } = read("../package.json");
  const repository = read("../../../package.json");
  expect(version).toBe(repository.version);
  for (const [name, wanted] of Object.entries(dependencies))
    expect([name, repository.dependencies[name]]).toEqual([name, wanted]);
});
