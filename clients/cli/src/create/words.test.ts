import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { nearest } from "../nearest.ts";
import { Session } from "../session.ts";
import type { World } from "../world.ts";
import { readBody } from "./read-body.ts";
import { readHeaderLines } from "./read-header-lines.ts";
import { readTiming } from "./read-timing.ts";
import { splitWords } from "./split-words.ts";

const url = "https://example.com/hook";
const now = Date.parse("2026-11-30T13:00:00Z");

function session(input = ""): Session {
  const stdin = new PassThrough();
  stdin.end(input);
  const world: World = {
    environment: {},
    folder: import.meta.dirname,
    stdin,
    stdout: new PassThrough(),
    stderr: new PassThrough(),
    signal: new AbortController().signal,
    now: () => now,
  };
  return new Session(world, { tz: "Europe/Berlin" }, () => {});
}

describe("splitWords", () => {
  it("takes the last word for the URL and the rest for the time", () => {
    expect(splitWords(["tomorrow", "9am", url], undefined)).toEqual({ when: "tomorrow 9am", url });
    expect(splitWords(["tomorrow 9am", "HTTPS://example.com"], undefined)).toEqual({
      when: "tomorrow 9am",
      url: "HTTPS://example.com",
    });
    expect(splitWords(["2h"], "ep_1")).toEqual({ when: "2h", url: null });
  });

  for (const [words, endpointId] of [
    [["2h"], undefined],
    [[url], undefined],
    [["2h", url], "ep_1"],
    [["2h", "example.com/x"], undefined],
    [[], "ep_1"],
  ] as const) {
    it(`refuses ${words.join(" ")} ${endpointId ?? ""}`, () =>
      expect(() => splitWords(words, endpointId)).toThrow());
  }
});

describe("readTiming", () => {
  const read: readonly (readonly [Parameters<typeof readTiming>[1], string, object])[] = [
    ["in", "2h", { delay: "2h" }],
    ["in", "in 90 minutes", { delay: "1h30m" }],
    ["in", "3 days", { local_fire_at: "2026-12-03T14:00", timezone: "Europe/Berlin" }],
    ["at", "tomorrow 9am", { local_fire_at: "2026-12-01T09:00", timezone: "Europe/Berlin" }],
    ["every", "15m", { every: "15m" }],
    ["every", "every 15m", { every: "15m" }],
    ["every", "weekday at 9", { cron: "0 9 * * 1-5", timezone: "Europe/Berlin" }],
    ["every", "daily at 9am", { cron: "0 9 * * *", timezone: "Europe/Berlin" }],
    ["cron", "0 9 * * 1-5", { cron: "0 9 * * 1-5", timezone: "Europe/Berlin" }],
    ["cron", "CRON_TZ=Asia/Tokyo 0 9 * * *", { cron: "0 9 * * *", timezone: "Asia/Tokyo" }],
    ["cron", "@daily", { cron: "@daily", timezone: "Europe/Berlin" }],
    ["cron", "0 9 * * MON-FUNDAY", { cron: "0 9 * * MON-FUNDAY", timezone: "Europe/Berlin" }],
    ["cron", "every weekday at 9", { cron: "every weekday at 9", timezone: "Europe/Berlin" }],
    ["any", "every 15m", { every: "15m" }],
    ["any", "0 9 * * *", { cron: "0 9 * * *", timezone: "Europe/Berlin" }],
  ];
  for (const [asked, words, timing] of read) {
    it(`${asked} ${words}`, () => expect(readTiming(session(), asked, words).timing).toEqual(timing));
  }

  for (const [asked, words] of [
    ["in", "soon"],
    ["in", "tomorrow"],
    ["at", "every monday at 9"],
    ["every", "tomorrow at 9"],
    ["at", "0 9 * * *"],
  ] as const) {
    it(`refuses ${asked} ${words}`, () => expect(() => readTiming(session(), asked, words)).toThrow());
  }
});

describe("readBody", () => {
  it("sends text as it is, and knows objects and lists for JSON", async () => {
    expect(await readBody(session(), '{"a": 1}')).toEqual({ text: '{"a": 1}', isJson: true });
    expect(await readBody(session(), "42")).toEqual({ text: "42", isJson: false });
    expect(await readBody(session(), "a@b.example")).toEqual({ text: "a@b.example", isJson: false });
    expect(await readBody(session("[1]\n"), "-")).toEqual({ text: "[1]\n", isJson: true });
    expect(await readBody(session("x"), "@-")).toEqual({ text: "x", isJson: false });
    expect((await readBody(session(), "@words.test.ts")).text).toContain("describe(");
  });

  it("refuses files that are not there, folders, and what is too long", async () => {
    for (const given of ["@missing.json", "@.", "@"])
      await expect(readBody(session(), given)).rejects.toThrow();
    await expect(readBody(session("x".repeat(300_000)), "-")).rejects.toThrow("262144");
  });
});

describe("readHeaderLines", () => {
  it("reads names and values", () => {
    expect(readHeaderLines(["X-A: 1", "X-B:a: b ", "X-C;"])).toEqual({
      "X-A": "1",
      "X-B": "a: b",
      "X-C": "",
    });
  });
  for (const lines of [["no header"], [": x"], ["A: 1", "a: 2"]]) {
    it(`refuses ${lines.join(", ")}`, () => expect(() => readHeaderLines(lines)).toThrow());
  }
});

describe("nearest", () => {
  for (const [word, found] of [
    ["lst", "list"],
    ["LIST", "list"],
    ["rotat", "rotate"],
    ["xyzzy", null],
  ] as const) {
    it(`${word} is most like ${found}`, () =>
      expect(nearest(word, ["list", "rotate", "delete"])).toBe(found));
  }
});
