import { describe, expect, it } from "vitest";
import { readWhen } from "../when.ts";

// Monday, 14:00 in Berlin.
const berlin = { now: new Date("2026-11-30T13:00:00Z"), timezone: "Europe/Berlin" };

const table = {
  ambiguous_time: [
    "at 5",
    "tomorrow at 3",
    "friday midnight",
    "on friday at 5",
    "tomorrow 12am",
    "every friday at midnight",
    "5:30",
    "half past 5",
    "every day at 5",
    "5 o'clock",
    "quarter to 1 tomorrow",
    "every 15 minutes between 9 and 5",
    "daily at 3 and 5pm",
    "tonight at 2",
  ],
  ambiguous_date: ["03/04/2027", "3/4 at 9am", "31/12/26"],
  ambiguous_timezone: ["9am IST", "9am cst", "tomorrow 9am BST", "9am AST"],
  in_past: [
    "last friday",
    "2 hours ago",
    "today 9am",
    "today",
    "yesterday",
    "last week",
    "-5 minutes",
    "in -5 minutes",
    "this morning",
    "2026-11-30T12:59:59Z",
    "1 jan 2020",
  ],
  no_such_date: [
    "Feb 30 2027",
    "feb 30",
    "31.04.2027",
    "2027-02-29",
    "the 32nd",
    "tuesday 7 december 2026",
    "2027-02-29T10:00Z",
  ],
  invalid_time: [
    "25:00",
    "13pm",
    "tomorrow at 9:75",
    "at 24",
    "2027-01-05T25:00Z",
    "at 1730",
    "tomorrow morning at 17:00",
  ],
  unknown_timezone: ["Europe/Berln", "tomorrow 9am Europe/Berln", "9am utc+15"],
  vague: [
    "soon",
    "in 10",
    "in a few hours",
    "this weekend",
    "every week",
    "",
    "  ",
    "berlin",
    "asap",
    "twice a day",
    "end of month",
    "january",
    "monday and thursday at 9",
    "second tuesday at 9",
    "in every month",
    "9am of every month",
    "tuesday next month",
    "in march",
    "every first monday",
    "weekly",
  ],
  not_expressible: [
    "every other tuesday",
    "every 2 days at 9",
    "every 7 minutes between 9 and 17",
    "every other week",
    "every second tuesday",
    "every 2 weeks on monday",
    "in 1 day and 2 hours",
    "in 1.5 days",
    "daily at 9:00 and 17:30",
    "every friday the 13th",
    "every 5 months",
    "monday of every month at 9",
    "every monday at 9 until june",
    "tomorrow at 9am and 5pm",
    "biweekly",
    "every day at 9 UTC+5:30",
    "every 2 years",
  ],
  too_far: [
    "in 999999999999 hours",
    "in 11 years",
    "1 jan 2037",
    "in 999999999999999999999 months",
    "2037-01-01T00:00:00Z",
  ],
  too_soon: ["in 0 minutes", "now", "in 500ms", "every 100ms", "in 0 days"],
  unreadable: [
    "christmas",
    "tomorrow 9-10am",
    "please tomorrow at 9",
    "tomorrow at 9 please",
    "tomorrow at 9 🎉",
    "easter at 9",
    "in 2 hours at 9am",
    "tomorrow friday, next week",
    "tomorrow today",
    "call mum tomorrow",
    "in 2 hours Europe/Berlin",
    "every 15 minutes UTC",
    "every day tomorrow",
    "every 15 minutes at 9",
    "9am 10am",
    "9 to 5",
    "tomorrow 9 to 10",
    "tomorrow 9",
    "5",
    "1,5 hours",
    "between 9 and 17 tomorrow",
    "2 hours before friday",
    "@reboot",
    "mön 9am",
    "in 2h berlin",
    "from tuesday",
    "25.12",
    "in 1 hour 30",
    "2h 2h",
    "5m 1h",
    "in a days",
    "next year on the 5th",
    "march 5 2028 next year",
    "the 5th of next month next year",
    "every 3 months on the first monday of every month",
    "every day monday",
    "every minutes",
    "this mon-fri at 9",
    "next fridays at 9",
    "next friday friday",
    "second tuesday tuesday of january",
    "night,, thursday",
  ],
} as const;

for (const [code, phrases] of Object.entries(table)) {
  describe(`refused as ${code}`, () => {
    for (const phrase of phrases) {
      it(phrase === "" ? "nothing" : phrase, () => {
        const found = readWhen(phrase, berlin);
        expect(found.ok ? found.timing : found.code).toBe(code);
      });
    }
  });
}

describe("every suggestion", () => {
  it("is itself read", () => {
    for (const phrase of Object.values(table).flat()) {
      const found = readWhen(phrase, berlin);
      const suggestions = found.ok ? [] : found.suggestions;
      expect(
        suggestions.filter((each) => !readWhen(each, berlin).ok),
        phrase,
      ).toEqual([]);
    }
  });
});
