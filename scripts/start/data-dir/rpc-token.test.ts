import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadRpcToken } from "./rpc-token.ts";

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "landfall-token-"));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

describe("loadRpcToken", () => {
  it("makes one for the owner alone, and keeps it", () => {
    const made = loadRpcToken(dataDir);
    expect(made).toMatch(/^[0-9a-f]{64}$/);
    expect(statSync(join(dataDir, "rpc-token")).mode & 0o777).toBe(0o600);
    expect(loadRpcToken(dataDir)).toBe(made);
  });

  it("makes another where the file was emptied", () => {
    writeFileSync(join(dataDir, "rpc-token"), "");
    expect(loadRpcToken(dataDir)).toMatch(/^[0-9a-f]{64}$/);
  });
});
