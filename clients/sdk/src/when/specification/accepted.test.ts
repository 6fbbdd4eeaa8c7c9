import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noFields } from "../../../../../services/scheduler/change/written-fields.ts";
import { judgeTiming } from "../../../../../services/scheduler/judge/judge-timing.ts";
import { upcomingOccurrences } from "../../../../../services/scheduler/plan/upcoming-occurrences.ts";
import { knownWords } from "../tokens/vocabulary.ts";
import { readWhen, type WhenTiming } from "../when.ts";

const now = Date.UTC(2026, 10, 30, 13);
const berlin = { now, timezone: "Europe/Berlin" };

/** The next instants of a timing, computed by the scheduler's code as for `/preview`. */
function preview(timing: WhenTiming, count = 3): string[] {
  return occurrencesOf(timing, count).map(({ at }) => new Date(at).toISOString().slice(0, 19));
}

function occurrencesOf(timing: WhenTiming, count: number) {
  const fields = new Map<string, string>(Object.entries(timing));
  const columns = judgeTiming(
    {
      ...noFields,
      delay: fields.get("delay"),
      fireAt: fields.get("fire_at"),
      localFireAt: fields.get("local_fire_at"),
      cron: fields.get("cron"),
      every: fields.get("every"),
      timezone: fields.get("timezone"),
    },
    now,
  );
  return upcomingOccurrences(columns, now, count);
}

function runsOf(phrase: string, count?: number): string[] | string {
  const found = readWhen(phrase, berlin);
  return found.ok ? preview(found.timing, count) : found.message;
}

describe("what is read is what the scheduler fires at", () => {
  const table: readonly (readonly [string, ...string[]])[] = [
    ["2h", "2026-11-30T15:00:00"],
    ["in 3 days", "2026-12-03T13:00:00"],
    ["tomorrow 9am New York", "2026-12-01T14:00:00"],
    ["9am PST", "2026-11-30T17:00:00"],
    ["1 july 2027 9am EST", "2027-07-01T13:00:00"],
    ["tomorrow 10am UTC+2", "2026-12-01T08:00:00"],
    ["2027-03-28 02:30", "2027-03-28T01:00:00"],
    ["2027-10-31 02:30", "2027-10-31T00:30:00"],
    ["every 15 minutes", "2026-11-30T13:15:00", "2026-11-30T13:30:00", "2026-11-30T13:45:00"],
    ["hourly", "2026-11-30T14:00:00", "2026-11-30T15:00:00", "2026-11-30T16:00:00"],
    ["every weekday at 9", "2026-12-01T08:00:00", "2026-12-02T08:00:00", "2026-12-03T08:00:00"],
    ["weekends at 10", "2026-12-05T09:00:00", "2026-12-06T09:00:00", "2026-12-12T09:00:00"],
    ["first monday of every month at 9", "2026-12-07T08:00:00", "2027-01-04T08:00:00", "2027-02-01T08:00:00"],
    ["last day of the month at 5pm", "2026-11-30T16:00:00", "2026-12-31T16:00:00", "2027-01-31T16:00:00"],
    ["last weekday of the month at 5pm", "2026-11-30T16:00:00", "2026-12-31T16:00:00", "2027-01-29T16:00:00"],
    ["last friday of the month at 5pm", "2026-12-25T16:00:00", "2027-01-29T16:00:00", "2027-02-26T16:00:00"],
    [
      "first weekday of every month at 9",
      "2026-12-01T08:00:00",
      "2027-01-01T08:00:00",
      "2027-02-01T08:00:00",
    ],
    ["every quarter at 9am", "2027-01-01T08:00:00", "2027-04-01T07:00:00", "2027-07-01T07:00:00"],
    ["every day at 9 UTC+2", "2026-12-01T07:00:00", "2026-12-02T07:00:00", "2026-12-03T07:00:00"],
    ["every day at 09:00:30", "2026-12-01T08:00:30", "2026-12-02T08:00:30", "2026-12-03T08:00:30"],
    ["every 2 hours from 8am to 6pm", "2026-11-30T15:00:00", "2026-11-30T17:00:00", "2026-12-01T07:00:00"],
    ["@daily", "2026-11-30T23:00:00", "2026-12-01T23:00:00", "2026-12-02T23:00:00"],
  ];
  for (const [phrase, ...runs] of table) {
    it(phrase, () => expect(runsOf(phrase)).toEqual(runs));
  }

  it("leaves clock changes to the preview, which reports them", () => {
    const noteOf = (phrase: string) => {
      const found = readWhen(phrase, berlin);
      return found.ok ? occurrencesOf(found.timing, 1).map(({ note }) => note) : found.message;
    };
    expect(noteOf("2027-03-28 02:30")).toEqual(["dst_gap"]);
    expect(noteOf("2027-10-31 02:30")).toEqual(["dst_overlap"]);
    expect(noteOf("2027-10-31 03:30")).toEqual([null]);
  });

  it("every 15 minutes between 9 and 17 ends at 16:45", () => {
    const runs = runsOf("every 15 minutes between 9 and 17 on weekdays", 60);
    const tuesday = [runs].flat().filter((run) => run.startsWith("2026-12-01"));
    expect([tuesday.length, tuesday[0], tuesday.at(-1)]).toEqual([
      32,
      "2026-12-01T08:00:00",
      "2026-12-01T15:45:00",
    ]);
  });
});

describe("whatever is read", () => {
  it("is accepted by the scheduler, or names days without any time left", () => {
    const words = [...knownWords].filter((word) => word.length > 2);
    const pieces = fc.oneof(
      fc.constantFrom(
        "9am",
        "at 17:30",
        "every",
        "every 15 minutes",
        "every 2 hours",
        "monday",
        "of every month",
        "the 15th",
        "last day",
        "first monday",
        "tomorrow",
        "in 2 days",
        "from 8am to 6pm",
        "on weekdays",
        "Tokyo",
        "UTC+2",
        "every month",
        "2027-02-28",
        "at :15",
        "at 9 and 17",
      ),
      fc.constantFrom(...words),
    );
    let read = 0;
    fc.assert(
      fc.property(fc.array(pieces, { minLength: 1, maxLength: 4 }), (all) => {
        const found = readWhen(all.join(" "), berlin);
        if (!found.ok) return;
        read++;
        expect(preview(found.timing), all.join(" ")).not.toEqual([]);
      }),
      { numRuns: 1_500 },
    );
    expect(read).toBeGreaterThan(40);
  });
});
