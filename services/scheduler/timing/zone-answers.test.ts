import { describe, expect, it } from "vitest";
import { ownRules } from "./offset-span.ts";
import { resolveWallClock } from "./wall-clock.ts";
import { agreeBetween, answersOf, rulesFrom } from "./zone-answers.ts";

const hour = 3_600_000;
const from = Date.UTC(2026, 0, 1);
const until = Date.UTC(2037, 0, 1);
const beyond = {
  spanAt(): never {
    throw new RangeError("asked beyond what is recorded");
  },
};

describe("answersOf", () => {
  it("says the first offset, and each change with its instant", () => {
    const { answers } = answersOf(ownRules, "Europe/Berlin", Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1));
    expect(answers.split(" ").map(Number)).toEqual([
      hour,
      Date.parse("2026-03-29T01:00:00Z"),
      2 * hour,
      Date.parse("2026-10-25T01:00:00Z"),
      hour,
    ]);
  });

  it("has a single offset for a zone that never changes", () => {
    expect(answersOf(ownRules, "Asia/Kolkata", from, until).answers).toBe(String(5.5 * hour));
  });

  it("leaves out a change of the database that changes no offset", () => {
    // The zone changed between standard and daylight time only by name, not by offset.
    const split = {
      spanAt: (_zone: string, at: number) => ({
        startAt: at < from + hour ? from : from + hour,
        endAt: at < from + hour ? from + hour : until,
        offsetMs: 0,
        offsetBeforeMs: 0,
        offsetAfterMs: 0,
      }),
    };
    expect(answersOf(split, "Any/Zone", from, until).answers).toBe("0");
  });
});

describe("rulesFrom", () => {
  // Zones with changes of half an hour or two hours, changes at midnight, and negative daylight time.
  const zones = [
    "Europe/Berlin",
    "Australia/Lord_Howe",
    "Antarctica/Troll",
    "Asia/Beirut",
    "Europe/Dublin",
    "UTC",
  ];
  for (const zone of zones) {
    it(`answers for ${zone} as the rules that were recorded`, () => {
      const recorded = rulesFrom(answersOf(ownRules, zone, from, until), beyond);
      for (const gap of ["end", "skip", "shift"] as const) {
        const dst = { gap, overlap: "both" } as const;
        // An odd number of half hours, so that the walk reaches each half hour of the day.
        for (let localMs = from + 24 * hour; localMs < until - 24 * hour; localMs += 23.5 * hour) {
          expect(resolveWallClock(localMs, zone, dst, recorded)).toEqual(
            resolveWallClock(localMs, zone, dst),
          );
        }
      }
    });
  }

  it("uses the other rules outside the recorded span, at both ends", () => {
    const recorded = rulesFrom(answersOf(ownRules, "Europe/Berlin", from, until), ownRules);
    for (const at of [from - 1, until, Date.UTC(1980, 5, 1)]) {
      expect(recorded.spanAt("Europe/Berlin", at)).toEqual(ownRules.spanAt("Europe/Berlin", at));
    }
    expect(() => rulesFrom({ from, until, answers: "0" }, beyond).spanAt("UTC", until)).toThrow(RangeError);
    expect(rulesFrom({ from, until, answers: "0" }, beyond).spanAt("UTC", until - 1).offsetMs).toBe(0);
  });
});

describe("agreeBetween", () => {
  const changeAt = from + 100 * hour;
  const one = rulesFrom({ from, until, answers: `0 ${changeAt} ${hour}` }, beyond);
  const other = rulesFrom({ from, until, answers: "0" }, beyond);
  it("is true before the first difference, and false from its instant on", () => {
    expect(agreeBetween(one, other, "Any/Zone", from, changeAt - 1)).toBe(true);
    expect(agreeBetween(one, other, "Any/Zone", from, changeAt)).toBe(false);
    expect(agreeBetween(one, other, "Any/Zone", changeAt + 1, changeAt + 2)).toBe(false);
  });
});
