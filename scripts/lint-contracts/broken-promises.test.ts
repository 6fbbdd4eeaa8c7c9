import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseDocument } from "../generate/document.ts";
import { brokenPromises } from "./broken-promises.ts";

const text = readFileSync("generated/openapi/openapi.json", "utf8");
const before = parseDocument(JSON.parse(text));

/** Lists the broken promises when `from` in the document's text becomes `to`. */
function brokenWhen(from: string, to: string): string[] {
  expect(text).toContain(from);
  return brokenPromises(before, parseDocument(JSON.parse(text.replaceAll(from, to))));
}

describe("brokenPromises", () => {
  it("finds none in the same document", () => {
    expect(brokenPromises(before, before)).toEqual([]);
  });

  it("finds a path that is gone", () => {
    expect(brokenWhen('"/v1/dead-letters"', '"/v1/deadletters"')).toEqual(["GET /v1/dead-letters is gone"]);
  });

  it("finds a field that a request may no longer have, and one that an answer no longer has", () => {
    expect(brokenWhen('"max_runs": {', '"most_runs": {')).toContain(
      "POST /v1/schedules: body.max_runs is gone",
    );
    expect(brokenWhen('"attempt_count": {', '"attempts": {')).toContain(
      "GET /v1/deliveries/{id}: 200.attempt_count is gone",
    );
  });

  it("finds a bound that is tighter, and lets a wider one pass", () => {
    expect(brokenWhen('"maximum": 1000000000', '"maximum": 10')[0]).toBe(
      "POST /v1/schedules: body.max_runs: maximum was 1000000000 and is 10",
    );
    expect(brokenWhen('"maximum": 1000000000', '"maximum": 2000000000')).toEqual([]);
  });

  it("lets an answer that was always null get values, and no other answer", () => {
    const limit =
      /"type": \[\s*"integer",\s*"null"\s*\](,\s*"description": "Schedules a month; null: there is no limit\.")/;
    const withType = (type: string) => text.replace(limit, `"type": ${type}$1`);
    const [alwaysNull, number] = ['"null"', '"integer"'].map((type) =>
      parseDocument(JSON.parse(withType(type))),
    );
    if (alwaysNull === undefined || number === undefined) throw new Error("no documents");
    expect(withType('"null"')).not.toBe(text);
    expect(brokenPromises(alwaysNull, before)).toEqual([]);
    expect(brokenPromises(alwaysNull, number)).toEqual(["GET /v1/usage: 200.limit was null and is integer"]);
    expect(brokenPromises(number, before)).toEqual([
      "GET /v1/usage: 200.limit was integer and is integer|null",
    ]);
  });

  it("finds an error code with another status", () => {
    expect(
      brokenWhen('"invalid_cursor": {\n      "status": 400', '"invalid_cursor": {\n      "status": 422'),
    ).toEqual(["error code invalid_cursor had status 400 and has 422"]);
  });
});
