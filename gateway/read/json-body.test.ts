import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Mode } from "../../generated/rpc/landfall/accounts/v1/caller.ts";
import { Portions } from "../../services/runtime/portions.ts";
import { saidBy } from "../translate/canonical-json.ts";
import { toPayload } from "../translate/schedules/payload.ts";
import { readCreateItems } from "./create-items.ts";
import { parseBulkBody, parseJsonBody } from "./json-body.ts";

const portions = new Portions();
const call = { caller: { projectId: "prj_1", mode: Mode.TEST }, traceparent: undefined };
const single = (text: string | Buffer) => parseJsonBody(Buffer.from(text), portions);
const bulk = (text: string) => parseBulkBody(Buffer.from(text), portions);
const bodyOf = (value: unknown) => toPayload(Object(value).body).body?.toString();
const rejected = (text: string) =>
  single(text).then(
    () => false,
    () => true,
  );
/** JSON, or nearly. */
const nearlyJson = fc.oneof(
  fc.json().map((text) => text),
  fc
    .json()
    .chain((text) =>
      fc
        .tuple(
          fc.nat(text.length),
          fc.constantFrom("", ",", "}", "]", "[", "{", '"', "\\", "0", "-", ".", "e", "\u0001", ":", " "),
        )
        .map(([at, put]) => text.slice(0, at) + put + text.slice(at + 1)),
    ),
);

describe("a request's body", () => {
  it("is accepted as JSON exactly when JSON.parse accepts it", async () => {
    await fc.assert(
      fc.asyncProperty(nearlyJson, async (text) => {
        const isJson = (() => {
          try {
            JSON.parse(text);
            return true;
          } catch {
            return false;
          }
        })();
        expect(await rejected(`{"body":${text}}`)).toBe(!isJson);
      }),
      { numRuns: 3_000 },
    );
  });

  it("is passed on in the form of JSON.stringify, whatever its blanks and escapes", async () => {
    const escaped = (text: string) =>
      [...Array(text.length).keys()]
        .map((at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, "0")}`)
        .join("");
    await fc.assert(
      fc.asyncProperty(
        fc.jsonValue({ noUnicodeString: false }),
        fc.constantFrom(0, 1, 2),
        async (value, indent) => {
          const text = JSON.stringify(value, null, indent);
          const isText = typeof value === "string";
          expect(bodyOf(await single(`{"a": 1, "body" : ${text} }`))).toBe(
            isText ? value : JSON.stringify(value),
          );
          if (isText) expect(bodyOf(await single(`{"body":"${escaped(value)}"}`))).toBe(value);
          else expect(bodyOf(await single(`{"body":["${escaped(text)}"]}`))).toBe(JSON.stringify([text]));
        },
      ),
    );
  });

  for (const [written, sent] of [
    ['"\\u00e9\\/\\n"', "é/\n"],
    ['["\\u00E9\\/\\u000a\\u0001\\u0022\\u005c\\ud83d\\ude00\\uD800"]', '["é/\\n\\u0001\\"\\\\😀\\ud800"]'],
    [
      "[1.0, -0,1e5, 1E400 ,-1.50e-3,12345678901234567890,0.1]",
      "[1.0,-0,1e5,1E400,-1.50e-3,12345678901234567890,0.1]",
    ],
    ['{"2":0,"1":0,"1":1}', '{"2":0,"1":0,"1":1}'],
    ["null", "null"],
  ] as const) {
    it(`${written} goes on as ${sent}`, async () => {
      expect(bodyOf(await single(`{"body":${written}}`))).toBe(sent);
    });
  }

  it("is the last of several members named body, however escaped, and of no other member", async () => {
    expect(bodyOf(await single('{"body":1,"b\\u006fdy":{"body":2},"x":{"body":3}}'))).toBe('{"body":2}');
    expect(await single('\ufeff{"x":{"body":3},"items":[{"body":4}]}')).toEqual({
      x: { body: 3 },
      items: [{ body: 4 }],
    });
  });
});

describe("the items of a bulk create", () => {
  it("are read one by one, from the last of several lists", async () => {
    const { items, ...others } = await bulk(
      '{"items":[{"body":1}],"x":[{"body":0}],"items":[{"a":[{"body":5}],"body":[1.0],"body":2.50},7,[],null]}',
    );
    expect(others).toEqual({ x: [{ body: 0 }] });
    const [first, ...rest] = Object(items);
    expect([bodyOf(first), first.a, rest]).toEqual(["2.50", [{ body: 5 }], [7, [], null]]);
    expect(await bulk('{"items":{"a":1}}')).toEqual({ items: { a: 1 } });
  });

  it("are only counted beyond a thousand, and not read if longer than a request", async () => {
    expect(Object((await bulk(`{"items":[${Array(5_000).fill("[]").join()}]}`)).items).length).toBe(5_000);
    const { items } = await bulk(`{"items":[{"name":"${"x".repeat(1_048_576)}"}]}`);
    expect(Object(items)[0]).toMatchObject({ refusal: { code: "invalid_json" } });
    const members = Array.from({ length: 101 }, (_, each) => `"m${each}":0`).join();
    const many = await bulk(`{"items":[{${members}},{"a":1}]}`);
    expect(many.items).toMatchObject([{ refusal: { code: "unknown_field", param: "m100" } }, { a: 1 }]);
    await expect(bulk(`{"items":[{}],${members}}`)).rejects.toMatchObject({ code: "unknown_field" });
    await expect(single(`{${members}}`)).rejects.toMatchObject({ code: "unknown_field" });
  });

  it("have the same hash in any order of members, and another one if a digit differs", async () => {
    const said = async (...bodies: string[]) => {
      const { items } = await bulk(`{"items":[${bodies.map((body) => `{"delay":"1s","body":${body}}`)}]}`);
      return (await saidBy(Object(items), portions)).toString("hex");
    };
    expect(await said('{"a":1.0,"b":[{"d":"1.0","c":2}]}')).toBe(
      await said('{"b":[{"c":2,"d":"1.0"}], "a":1.0}'),
    );
    const bodies = [
      "1",
      "1.0",
      '"1.0"',
      "[1.0]",
      "1.00",
      '"\\u00001.0"',
      "12345678901234567890",
      "12345678901234567891",
    ];
    const all = await Promise.all(bodies.map((body) => said(body)));
    expect(new Set(all).size).toBe(bodies.length);
    // Must not change: keys of bulk calls are stored, and a call may be repeated after an upgrade.
    expect(await said('{"b":1.50,"a":[null,"\\u00e9"]}', "1e400")).toBe(
      "0087c5d8d168b8e88b88295ecbda408e53e6a1ad8e1a1a9c5cf7067794973671",
    );
  });
});

describe("a full bulk create", () => {
  const megabytes = (unit: string, bytes: number) =>
    `[${Array(Math.floor(bytes / (unit.length + 1)))
      .fill(unit)
      .join()}]`;
  const items = (body: string) => `{"items":[${Array(1_000).fill(`{"delay":"x","body":${body}}`).join()}]}`;
  for (const [of, text] of [
    ["decimals", items(megabytes("1.5", 8_000))],
    ["nested arrays", items(megabytes("[]", 8_000))],
    ["escapes", items(megabytes('"\\u00e9"', 8_000))],
    ["items that are too many", `{"items":${megabytes("[]", 8_000_000)}}`],
    [
      "members that are unknown",
      `{"items":[${megabytes("[]", 900_000).slice(1, -1)}],"x":${megabytes("{}", 7_000_000)}}`,
    ],
  ] as const) {
    it(`of ${of} holds the event loop for less than 50 ms at a time`, async () => {
      const bytes = Buffer.from(text);
      // Warm-up, so that compilation is not measured.
      await readWhole(bytes);
      expect(await longestTurnOf(() => readWhole(bytes))).toBeLessThan(50);
    });
  }

  async function readWhole(bytes: Buffer): Promise<void> {
    const { items: values } = await parseBulkBody(bytes, portions);
    if (Array.isArray(values)) await readCreateItems(values.slice(0, 1_000), call, undefined, portions);
  }

  /** The longest time that anything else had to wait, in milliseconds of this thread's CPU time. */
  async function longestTurnOf(work: () => Promise<void>): Promise<number> {
    let isDone = false;
    const done = work().finally(() => {
      isDone = true;
    });
    let longest = 0;
    for (let last = threadMs(); !isDone; ) {
      await new Promise((resolve) => setImmediate(resolve));
      longest = Math.max(longest, threadMs() - last);
      last = threadMs();
    }
    await done;
    return longest;
  }

  function threadMs(): number {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1_000;
  }
});
