import { describe, expect, it } from "vitest";
import { isTimeZone, timeZoneName } from "./time-zone.ts";

describe("isTimeZone", () => {
  it("takes every zone that Node lists", () => {
    expect(Intl.supportedValuesOf("timeZone").filter((name) => !isTimeZone(name))).toEqual([]);
  });
  it("takes links, old names and fixed zones of the database, in any case", () => {
    const names =
      "UTC utc Etc/UTC GMT Zulu US/Eastern Asia/Calcutta Asia/Kolkata Europe/Kiev Europe/Kyiv EST EST5EDT Etc/GMT+12 Etc/GMT-14 GB ROC W-SU America/Argentina/ComodRivadavia america/new_york";
    expect(names.split(" ").filter((name) => !isTimeZone(name))).toEqual([]);
  });
  it("refuses offsets, abbreviations, places that do not exist, and nasty strings", () => {
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

describe("timeZoneName", () => {
  it("spells every zone that Node lists as the database does, whatever the case", () => {
    for (const name of Intl.supportedValuesOf("timeZone")) {
      expect([timeZoneName(name.toLowerCase()), timeZoneName(name.toUpperCase())]).toEqual([name, name]);
    }
  });

  // No rule of capitalization gives these names; links are kept as links.
  const odd =
    "Asia/Kolkata Asia/Calcutta Asia/Ust-Nera Asia/Ho_Chi_Minh Asia/Saigon UTC Etc/UTC GMT Zulu UCT EST EST5EDT MST7MDT Etc/GMT+12 Etc/GMT-14 Etc/GMT0 GMT0 GB GB-Eire W-SU NZ-CHAT PRC ROC ROK US/East-Indiana US/Indiana-Starke Europe/Kiev Europe/Kyiv Europe/Isle_of_Man Africa/Dar_es_Salaam Africa/El_Aaiun Africa/Porto-Novo America/Port-au-Prince America/Port_of_Spain America/St_Barthelemy America/Argentina/ComodRivadavia America/North_Dakota/New_Salem Antarctica/DumontDUrville Antarctica/McMurdo Mexico/BajaNorte Chile/EasterIsland Australia/LHI Australia/NSW Australia/ACT Brazil/DeNoronha";
  for (const name of odd.split(" ")) {
    it(`spells ${name.toLowerCase()} as ${name}`, () => {
      expect([timeZoneName(name), timeZoneName(name.toLowerCase())]).toEqual([name, name]);
    });
  }

  it("returns null for a text that is not a zone", () => expect(timeZoneName("Mars/Olympus")).toBeNull());
});
