import { describe, expect, it } from "vitest";
import { isTimeZone } from "./time-zone.ts";

describe("isTimeZone", () => {
  it("takes every zone that Node lists", () => {
    expect(Intl.supportedValuesOf("timeZone").filter((name) => !isTimeZone(name))).toEqual([]);
  });
  it("takes links, old names and fixed zones of the database, in any case", () => {
    const names =
      "UTC utc Etc/UTC GMT Zulu US/Eastern Asia/Calcutta Asia/Kolkata Europe/Kiev Europe/Kyiv EST EST5EDT Etc/GMT+12 Etc/GMT-14 GB ROC W-SU America/Argentina/ComodRivadavia america/new_york";
    expect(names.split(" ").filter((name) => !isTimeZone(name))).toEqual([]);
  });
  it("refuses offsets, abbreviations, places that are none, and nasty strings", () => {
    const names = [
      ...[
        "",
        " ",
        "UTC ",
        " UTC",
        "+05:00",
        "-08:00",
        "+0530",
        "05:00",
        "Z",
        "UTC+1",
        "GMT+1",
        "Etc/GMT+15",
        "PST",
        "IST",
        "CST",
      ],
      ...[
        "Local",
        "localtime",
        "Factory",
        "America",
        "America/",
        "/UTC",
        "Mars/Olympus",
        "Etc/Unknown",
        "SystemV/EST5",
        "US/Pacific-New",
      ],
      ...[
        "../../etc/passwd",
        "Europe/Berlin\u0000",
        "Europe/Berlın",
        "constructor",
        "__proto__",
        "A".repeat(10_000),
        "Europe/Berlin,UTC",
      ],
    ];
    expect(names.filter((name) => isTimeZone(name))).toEqual([]);
  });
});
