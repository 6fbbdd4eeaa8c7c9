import { describe, expect, it } from "vitest";
import {
  type DstRule,
  defaultDst,
  formatLocalTime,
  localTimeAt,
  parseLocalTime,
  resolveWallClock,
} from "./wall-clock.ts";

describe("parseLocalTime", () => {
  for (const text of ["2026-07-01T09:00", "2026-07-01T09:00:30", "2024-02-29T23:59:59", "0000-01-01T00:00"]) {
    it(`takes ${text}`, () => {
      const localMs = parseLocalTime(text);
      expect(localMs).toBe(Date.parse(`${text}Z`));
      expect(formatLocalTime(localMs ?? Number.NaN)).toBe(text.length === 16 ? `${text}:00` : text);
    });
  }
  for (const text of [
    ...[
      "",
      "2026-07-01",
      "2026-07-01T09",
      "2026-07-01 09:00",
      "2026-07-01t09:00",
      "2026-07-01T09:00Z",
      "2026-07-01T09:00+02:00",
    ],
    ...[
      "2026-07-01T09:00:00.5",
      "2026-07-01T9:00",
      "2026-02-29T00:00",
      "2026-04-31T00:00",
      "2026-13-01T00:00",
      "2026-01-01T24:00",
    ],
    ...[
      "2026-01-01T00:60",
      "2026-12-31T23:59:60",
      "2026-07-01T09:00\n",
      " 2026-07-01T09:00",
      "٢٠٢٦-07-01T09:00",
      "2026-07-00T09:00",
    ],
  ]) {
    it(`refuses ${JSON.stringify(text)}`, () => expect(parseLocalTime(text)).toBeNull());
  }
});

/** The UTC instants of each wall time, taken from the zone database by hand. */
const resolved: readonly (readonly [string, string, Partial<DstRule>, readonly string[], string | null])[] = [
  ["America/New_York", "2026-07-01T09:00", {}, ["2026-07-01T13:00:00Z"], null],
  ["America/New_York", "2026-03-08T02:30", {}, ["2026-03-08T07:00:00Z"], "dst_gap"],
  ["America/New_York", "2026-03-08T02:30", { gap: "shift" }, ["2026-03-08T07:30:00Z"], "dst_gap"],
  ["America/New_York", "2026-03-08T02:30", { gap: "skip" }, [], null],
  ["America/New_York", "2026-03-08T02:00", {}, ["2026-03-08T07:00:00Z"], "dst_gap"],
  ["America/New_York", "2026-03-08T03:00", {}, ["2026-03-08T07:00:00Z"], null],
  ["America/New_York", "2026-03-08T01:59:59", {}, ["2026-03-08T06:59:59Z"], null],
  ["America/New_York", "2026-11-01T01:30", {}, ["2026-11-01T05:30:00Z"], "dst_overlap"],
  ["America/New_York", "2026-11-01T01:30", { overlap: "second" }, ["2026-11-01T06:30:00Z"], "dst_overlap"],
  [
    "America/New_York",
    "2026-11-01T01:30",
    { overlap: "both" },
    ["2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z"],
    "dst_overlap",
  ],
  ["America/New_York", "2026-11-01T02:00", { overlap: "both" }, ["2026-11-01T07:00:00Z"], null],
  ["Australia/Lord_Howe", "2026-10-04T02:15", {}, ["2026-10-03T15:30:00Z"], "dst_gap"],
  ["Australia/Lord_Howe", "2026-10-04T02:15", { gap: "shift" }, ["2026-10-03T15:45:00Z"], "dst_gap"],
  [
    "Australia/Lord_Howe",
    "2026-04-05T01:45",
    { overlap: "both" },
    ["2026-04-04T14:45:00Z", "2026-04-04T15:15:00Z"],
    "dst_overlap",
  ],
  ["Pacific/Apia", "2011-12-30T10:00", {}, ["2011-12-30T10:00:00Z"], "dst_gap"],
  ["Pacific/Apia", "2011-12-30T10:00", { gap: "shift" }, ["2011-12-30T20:00:00Z"], "dst_gap"],
  ["Pacific/Kwajalein", "1993-08-21T12:00", {}, ["1993-08-21T12:00:00Z"], "dst_gap"],
  ["Europe/Dublin", "2026-03-29T01:30", {}, ["2026-03-29T01:00:00Z"], "dst_gap"],
  ["Europe/Dublin", "2026-10-25T01:30", { overlap: "second" }, ["2026-10-25T01:30:00Z"], "dst_overlap"],
  ["America/Havana", "2026-03-08T00:00", {}, ["2026-03-08T05:00:00Z"], "dst_gap"],
  ["America/Havana", "2026-11-01T00:00", {}, ["2026-11-01T04:00:00Z"], "dst_overlap"],
  ["Antarctica/Troll", "2026-03-29T02:30", { gap: "shift" }, ["2026-03-29T02:30:00Z"], "dst_gap"],
  ["Antarctica/Troll", "2026-03-29T02:30", {}, ["2026-03-29T01:00:00Z"], "dst_gap"],
  ["Asia/Kathmandu", "2026-01-01T00:00", {}, ["2025-12-31T18:15:00Z"], null],
  ["Africa/Monrovia", "1972-01-07T00:10", {}, ["1972-01-07T00:44:30Z"], "dst_gap"],
  ["UTC", "2026-03-08T02:30", { gap: "skip" }, ["2026-03-08T02:30:00Z"], null],
  ["Asia/Tokyo", "9999-12-31T23:59", {}, ["9999-12-31T14:59:00Z"], null],
  ["America/New_York", "0000-01-01T00:00", {}, ["0000-01-01T04:56:02Z"], null],
];

describe("resolveWallClock", () => {
  for (const [zone, local, rule, utc, note] of resolved) {
    it(`${zone} ${local} ${JSON.stringify(rule)} is ${utc.join(" and ") || "no instant"}`, () => {
      const expected = utc.map((text) => ({ at: Date.parse(text), note }));
      expect(resolveWallClock(Date.parse(`${local}Z`), zone, { ...defaultDst, ...rule })).toEqual(expected);
    });
  }
  it("is undone by localTimeAt", () => {
    const local = Date.parse("2026-07-01T09:00:00Z");
    for (const zone of Intl.supportedValuesOf("timeZone").filter((_, index) => index % 20 === 0)) {
      expect(resolveWallClock(local, zone, defaultDst).map(({ at }) => localTimeAt(at, zone))).toEqual([
        local,
      ]);
    }
  });
});
