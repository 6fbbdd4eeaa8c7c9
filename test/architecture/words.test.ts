import { describe, expect, it } from "vitest";
import { sourceFiles } from "./source-files.ts";

const files = sourceFiles();

describe("words", () => {
  it("a docstring begins with a verb or a noun, not with What, How or Whether", () => {
    const doc = /\/\*\*\s+(?:\* )?(?:What|How|Whether|Describes (?:what|how|whether|where))\b/g;
    const found = files.flatMap(({ path, text }) =>
      [...text.matchAll(doc)].map(({ index }) => `${path}: ${text.slice(index, index + 60)}`),
    );
    expect(found).toEqual([]);
  });

  it("a closed set says of each value what it means, where the set is defined", () => {
    const bare = /export type (\w+)\s*=\s*(?:\|\s*)?"[^"]*"(?:\s*\|\s*"[^"]*")+\s*;/g;
    const found = files
      .filter(({ path }) => /^(clients|gateway|services|dashboard)\//.test(path))
      .flatMap(({ path, text }) => [...text.matchAll(bare)].map(([, name]) => `${path}: ${name}`));
    expect(found).toEqual([]);
  });
});
