import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { outlineOf } from "../../gateway/docs/outline.ts";
import { sourceFiles } from "./source-files.ts";

const root = join(import.meta.dirname, "..", "..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const pages = [
  "README.md",
  "ARCHITECTURE.md",
  "CONTRIBUTING.md",
  ...globSync("docs/**/*.md", { cwd: root }).sort(),
  "clients/sdk/README.md",
  "clients/sdk/src/when/README.md",
  "clients/cli/README.md",
  "clients/mcp/README.md",
];

/** Lists the environment variables that a config file reads. */
function variablesOf(path: string): string[] {
  const calls =
    /\b\w+\("([A-Z][A-Z0-9_]+)"|environment\.([A-Z][A-Z0-9_]+)|\(environment, "([A-Z][A-Z0-9_]+)"/g;
  return [...read(path).matchAll(calls)].map(([, one, two, three]) => one ?? two ?? three ?? "");
}

describe("documents", () => {
  it("name files that are there", () => {
    const missing = pages.flatMap((page) =>
      [
        ...read(page).matchAll(
          /`((?:gateway|services|scripts|test|openapi|proto|generated|clients|docs)\/[\w./-]+)`/g,
        ),
      ]
        .map(([, path = ""]) => path)
        // Names of a recipe's example do not exist.
        .filter((path) => !/frob|NNNN/.test(path))
        .filter((path) => !existsSync(join(root, path)) && !existsSync(join(root, `${path}.ts`)))
        .map((path) => `${page}: ${path}`),
    );
    expect(missing).toEqual([]);
  });

  it("link to pages and headings that are there", () => {
    const broken = pages.flatMap((page) =>
      [...read(page).matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)]
        .filter(([, path = "", heading]) => {
          const target = path === "" ? page : join(dirname(page), path);
          if (!existsSync(join(root, target))) return true;
          const slugs = heading === undefined ? [] : outlineOf(read(target)).map(({ slug }) => slug);
          return heading !== undefined && !slugs.includes(heading);
        })
        .map(([link]) => `${page}: ${link}`),
    );
    expect(broken).toEqual([]);
  });

  it("are all in the index of docs/, but for the errors, which have one of their own", () => {
    const listed = new Set(
      [...read("docs/README.md").matchAll(/\]\(([^)#]+\.md)\)/g)].map(([, path = ""]) => join("docs", path)),
    );
    const own = pages.filter(
      (page) => page.startsWith("docs/") && !/^docs\/(README|errors\/(?!README))/.test(page),
    );
    expect(own.filter((page) => !listed.has(page))).toEqual([]);
  });

  it("README is read to its end: under 160 lines", () => {
    expect(read("README.md").split("\n").length).toBeLessThan(160);
  });

  it("docs/settings.md has every variable that a process reads, and no other", () => {
    const configs = sourceFiles().filter(({ path }) => /^(gateway|services)\/(.*\/)?config\.ts$/.test(path));
    const files = [
      ...configs.map(({ path }) => path),
      "services/runtime/rpc/access.ts",
      "services/runtime/telemetry/traces-config.ts",
      "scripts/start/settings.ts",
    ];
    expect(files.length).toBeGreaterThan(6);
    const known = new Set(files.flatMap(variablesOf));
    // Variables of Node and the C library that the table explains too.
    const others = ["NODE_COMPILE_CACHE", "UV_THREADPOOL_SIZE", "MALLOC_ARENA_MAX"];
    const rows = read("docs/settings.md")
      .split("\n")
      .filter((line) => line.startsWith("| `"));
    const documented = new Set(
      rows.flatMap((row) =>
        [...(row.split("|")[1] ?? "").matchAll(/`([A-Z][A-Z0-9_]+)`/g)].map(([, name = ""]) => name),
      ),
    );
    expect([...documented].filter((name) => !others.includes(name)).sort()).toEqual([...known].sort());
  });
});
