import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findConnection } from "./connection.ts";

const url = "http://127.0.0.1:8080";
let folder: string;
const write = (text: string) => writeFileSync(join(folder, ".data/credentials.json"), text);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sched-connection-"));
  mkdirSync(join(folder, ".data"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("findConnection", () => {
  const file = JSON.stringify({ api_url: url, test_key: "sk_test_file", live_key: "sk_live_file" });
  const found = (environment: Record<string, string>) => {
    const { baseUrl, apiKey } = findConnection(environment, folder);
    return [baseUrl, apiKey];
  };

  it("takes the variables before the file", () => {
    write(file);
    expect(found({ SCHED_API_URL: "https://a.example", SCHED_API_KEY: "sk_test_1" })).toEqual([
      "https://a.example",
      "sk_test_1",
    ]);
    expect(found({ SCHED_API_KEY: "sk_test_1" })).toEqual([url, "sk_test_1"]);
    expect(found({})).toEqual([url, "sk_test_file"]);
    expect(found({ SCHED_API_URL: "", SCHED_API_KEY: "" })).toEqual([url, "sk_test_file"]);
    expect(found({ DATA_DIR: join(folder, ".data") })).toEqual([url, "sk_test_file"]);
  });

  it("sends the key of the file to no other address", () => {
    write(file);
    expect(found({ SCHED_API_URL: `${url}/` })).toEqual([url, "sk_test_file"]);
    expect(() => found({ SCHED_API_URL: "https://evil.example" })).toThrow(
      expect.objectContaining({ kind: "access" }),
    );
  });

  it("refuses what can be no address and no key", () => {
    expect(() => found({ SCHED_API_URL: "localhost:8080", SCHED_API_KEY: "k" })).toThrow("no address");
    expect(() => found({ SCHED_API_URL: url, SCHED_API_KEY: "sk test" })).toThrow("key");
  });

  it("says what is missing or wrong", () => {
    expect(() => found({})).toThrow("SCHED_API_URL and SCHED_API_KEY not set");
    expect(() => found({ SCHED_API_URL: url })).toThrow("SCHED_API_KEY not set");
    for (const text of ["", "{", "[]", '{"api_url":1,"test_key":2}']) {
      write(text);
      expect(() => found({})).toThrow("cannot be used");
    }
  });
});
