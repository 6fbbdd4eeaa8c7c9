import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { pathsOfRooms, root, sourceFiles } from "./source-files.ts";

const files = sourceFiles();
const scripts = pathsOfRooms()
  .filter((path) => path.endsWith(".js") && !path.startsWith("generated/"))
  .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));

describe("words", () => {
  it("a docstring or comment begins with a verb or a noun, not with What, How or Whether", () => {
    const doc =
      /(?:\/\*\*\s+(?:\* )?|^\s*\/\/ |\{\/\* )(?:What|How|Whether|Describes (?:what|how|whether|where))\b/gm;
    const found = [...files, ...scripts].flatMap(({ path, text }) =>
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
