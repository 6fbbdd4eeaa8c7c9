import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";

const main = resolve("clients/mcp/src/main.ts");

function start(env: Record<string, string>) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main], {
    env: { PATH: process.env.PATH ?? "", ...env },
    encoding: "utf8",
    input: "",
    timeout: 30_000,
  });
  return { status, stdout, stderr };
}

describe("the MCP server on stdio", () => {
  it("ends with a line on standard error, and none on standard output, where it cannot serve", () => {
    const unreachable = { SCHED_API_URL: "http://127.0.0.1:1", SCHED_API_KEY: "sk_test_1" };
    expect(start(unreachable)).toEqual({
      status: 1,
      stdout: "",
      stderr: expect.stringMatching(/^landfall-mcp: fetch failed.*\n$/),
    });
    expect(start({ DATA_DIR: "/nowhere" }).stderr).toMatch(/^landfall-mcp: Set SCHED_API_URL .*\n$/);
    expect(start({ ...unreachable, SCHED_API_URL: "nowhere" }).stderr).toMatch(
      /^landfall-mcp: `baseUrl` .*\n$/,
    );
  });
});
