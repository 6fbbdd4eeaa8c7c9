import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Constellation, startConstellation } from "../fixtures/constellation.ts";
import { rawRequest } from "../fixtures/raw-request.ts";

let stars: Constellation;
beforeAll(async () => {
  stars = await startConstellation();
});
afterAll(() => stars.stop());

describe("a body that cannot be read", () => {
  const deep = `{"body":${"[".repeat(130_000)}${"]".repeat(130_000)}}`;
  const corpus: [string, string | Uint8Array][] = [
    ["nothing", ""],
    ["half", '{"endpoint":'],
    ["an array", "[]"],
    ["null", "null"],
    ["a string", '"x"'],
    ["two values", "{}{}"],
    ["single quotes", "{'a':1}"],
    ["a trailing comma", '{"a":1,}'],
    ["NaN", '{"a":NaN}'],
    ["a control character", '{"a":"\u0001"}'],
    ["not UTF-8", new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
    ["UTF-16", Buffer.from('{"a":1}', "utf16le")],
    ["too long", `{"name":"${"x".repeat(1_048_576)}"}`],
  ];
  for (const [name, body] of corpus) {
    it(`(${name}) is invalid_json`, async () => {
      const { status, json } = await stars.send("POST", "/v1/schedules", body);
      expect([status, json.error.code]).toEqual([400, "invalid_json"]);
    });
  }

  it("(an abyss) goes on as it came, digits and all", async () => {
    for (const text of [deep, deep.replace("[]", "[1.0]")]) {
      expect((await stars.send("POST", "/v1/schedules", text)).status).toBe(201);
      const sent = stars.memory.createCalls.at(-1)?.[0]?.fields?.body;
      expect(sent && Buffer.from(sent).toString() === text.slice('{"body":'.length, -1)).toBe(true);
    }
  });

  it("is answered while the client is still sending", async () => {
    const head = `POST /v1/schedules HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer sk_test_1\r\nTransfer-Encoding: chunked\r\n\r\n`;
    const chunk = `80000\r\n${"x".repeat(0x80000)}\r\n`;
    expect(await rawRequest(stars.port, head + chunk.repeat(3), false)).toMatch(
      /^HTTP\/1.1 400 [\s\S]*invalid_json/,
    );
  });
});
