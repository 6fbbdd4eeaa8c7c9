import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCredentials } from "./credentials.ts";

describe("readCredentials", () => {
  let DATA_DIR: string;
  beforeAll(() => {
    DATA_DIR = mkdtempSync(join(tmpdir(), "landfall-credentials-"));
    const kept = { api_url: "http://127.0.0.1:8080", test_key: "sk_test_kept", live_key: "sk_live_kept" };
    writeFileSync(join(DATA_DIR, "credentials.json"), JSON.stringify(kept));
  });
  afterAll(() => rmSync(DATA_DIR, { recursive: true, force: true }));

  it("takes what is set, and the rest from the data directory, with the test key", () => {
    const set = { SCHED_API_URL: "https://landfall.test", SCHED_API_KEY: "sk_live_set" };
    expect(readCredentials(set)).toEqual({ baseUrl: "https://landfall.test", apiKey: "sk_live_set" });
    expect(readCredentials({ DATA_DIR })).toEqual({
      baseUrl: "http://127.0.0.1:8080",
      apiKey: "sk_test_kept",
    });
    expect(readCredentials({ DATA_DIR, SCHED_API_KEY: "sk_live_set" })).toEqual({
      baseUrl: "http://127.0.0.1:8080",
      apiKey: "sk_live_set",
    });
  });

  it("says what to set where neither is there", () => {
    const nowhere = join(DATA_DIR, "nowhere");
    expect(() => readCredentials({ DATA_DIR: nowhere })).toThrow("SCHED_API_KEY");
    writeFileSync(join(DATA_DIR, "credentials.json"), "{");
    expect(() => readCredentials({ DATA_DIR })).toThrow("DATA_DIR");
  });
});
