import { describe, expect, it } from "vitest";
import { sourceFiles } from "./source-files.ts";

const product = sourceFiles().filter(({ path }) => !path.endsWith(".test.ts") && !path.startsWith("test/"));

describe("the MCP server", () => {
  it("is loaded by the gateway when it is first asked for: before, its types alone", () => {
    const early = product.filter(
      ({ path, text }) =>
        path.startsWith("gateway/") && /^(import|export) (?!type\b)[^;]*"(\.\.\/)+clients\/mcp\//m.test(text),
    );
    expect(early.map(({ path }) => path)).toEqual([]);
    const loading = product.filter(
      ({ path, text }) => path.startsWith("gateway/") && /import\("(\.\.\/)+clients\/mcp\//.test(text),
    );
    expect(loading.map(({ path }) => path)).toEqual([
      "gateway/middleware/guides.ts",
      "gateway/middleware/mcp.ts",
    ]);
  });

  it("is the only thing that knows the MCP packages, and with scripts and tests zod", () => {
    const others = product.filter(({ path }) => !/^(clients\/mcp|scripts)\//.test(path));
    const knowing = others.filter(({ imports }) =>
      imports.some((name) => /^(@modelcontextprotocol\/|zod$)/.test(name)),
    );
    expect(knowing.map(({ path }) => path)).toEqual([]);
  });

  it("imports the SDK and nothing else of ours", () => {
    const strays = product
      .filter(({ path }) => path.startsWith("clients/mcp/"))
      .flatMap(({ imports }) => imports)
      .filter((name) => /^(gateway|services|generated|scripts|test)\//.test(name));
    expect(strays).toEqual([]);
  });
});
