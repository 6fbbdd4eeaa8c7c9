import { describe, expect, it } from "vitest";
import { readWhen } from "../when.ts";

// Every phrase here is built from its answer, and the answer is computed independently of the grammar: with
// `Intl` and by counting days.

const zones = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "UTC"];
const nows = [
  "2026-11-30T13:00:00Z",
  "2027-01-31T23:30:00Z",
  "2027-03-28T00:30:00Z",
  "2028-02-28T12:00:00Z",
  "2026-12-31T22:59:59Z",
].map((text) => new Date(text));

/** The wall time in Swedish format: `2026-12-01 09:00`. */
function wall(at: Date, timeZone: string): string {
  return at.toLocaleString("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
}

/** The date `count` days later, stepping one noon at a time. */
function daysLater(date: string, count: number): string {
  const noon = new Date(`${date}T12:00:00Z`);
  for (let day = 0; day < count; day++) noon.setTime(noon.getTime() + 86_400_000);
  return noon.toISOString().slice(0, 10);
}

const weekdayOf = (date: string) =>
  new Date(`${date}T12:00:00Z`)
    .toLocaleDateString("en-US", { weekday: "long", timeZone: "UTC" })
    .toLowerCase();

const times = [
  ["9am", "09:00"],
  ["at 9", "09:00"],
  ["12:30", "12:30"],
  ["at noon", "12:00"],
  ["5:05 pm", "17:05"],
  ["11:59pm", "23:59"],
  ["at half past 10", "10:30"],
  ["at quarter to 9", "08:45"],
  ["8 p.m.", "20:00"],
  ["at 23:59:30", "23:59:30"],
] as const;

function checkAll(phrases: Iterable<readonly [string, Date, string, string]>): void {
  const wrong: unknown[] = [];
  let count = 0;
  for (const [phrase, now, timezone, local] of phrases) {
    count++;
    const found = readWhen(phrase, { now, timezone });
    const timing = found.ok ? found.timing : found;
    const right = "local_fire_at" in timing && timing.local_fire_at === local && timing.timezone === timezone;
    if (!right) wrong.push({ phrase, now: now.toISOString(), timezone, local, timing });
  }
  expect(wrong.slice(0, 5)).toEqual([]);
  expect(count).toBeGreaterThan(100);
}

function* everywhere(): Generator<{ now: Date; timezone: string; date: string; clock: string }> {
  for (const now of nows) {
    for (const timezone of zones) {
      const [date = "", clock = ""] = wall(now, timezone).split(" ");
      yield { now, timezone, date, clock };
    }
  }
}

describe("a day and a time, in either order", () => {
  it("tomorrow and the day after", () => {
    checkAll(
      (function* () {
        for (const { now, timezone, date } of everywhere()) {
          for (const [time, clock] of times) {
            yield [`tomorrow ${time}`, now, timezone, `${daysLater(date, 1)}T${clock}`];
            yield [`${time} tomorrow`, now, timezone, `${daysLater(date, 1)}T${clock}`];
            yield [`the day after tomorrow ${time}`, now, timezone, `${daysLater(date, 2)}T${clock}`];
          }
        }
      })(),
    );
  });

  it("in so many days, weeks", () => {
    checkAll(
      (function* () {
        for (const { now, timezone, date } of everywhere()) {
          for (const days of [2, 5, 13, 40, 400]) {
            for (const [time, clock] of times) {
              yield [`in ${days} days ${time}`, now, timezone, `${daysLater(date, days)}T${clock}`];
            }
            const weeks = `${daysLater(date, days * 7)}T`;
            yield [`${days} weeks from now at 10:00`, now, timezone, `${weeks}10:00`];
          }
        }
      })(),
    );
  });

  it("keeps the time of day where days are counted, over changes of the clocks too", () => {
    checkAll(
      (function* () {
        for (const { now, timezone, date, clock } of everywhere()) {
          for (const days of [1, 3, 7, 120, 200]) {
            const local = `${daysLater(date, days)}T${clock.replace(/:00$/, "")}`;
            yield [days === 1 ? "in a day" : `in ${days} days`, now, timezone, local];
            yield [`${days}d`, now, timezone, local];
          }
        }
      })(),
    );
  });

  it("weekdays: the first that is still ahead", () => {
    checkAll(
      (function* () {
        for (const { now, timezone, date, clock } of everywhere()) {
          for (const [time, at] of times) {
            for (let ahead = 0; ahead < 8; ahead++) {
              const day = daysLater(date, ahead);
              const passed = at.padEnd(8, ":00") <= clock;
              if (ahead === (passed ? 0 : 7)) continue;
              yield [`${weekdayOf(day)} ${time}`, now, timezone, `${day}T${at}`];
            }
          }
        }
      })(),
    );
  });

  it("weekdays of the next week: the days from the next Monday on", () => {
    checkAll(
      (function* () {
        for (const { now, timezone, date } of everywhere()) {
          let monday = daysLater(date, 1);
          while (weekdayOf(monday) !== "monday") monday = daysLater(monday, 1);
          for (let ahead = 0; ahead < 7; ahead++) {
            const day = daysLater(monday, ahead);
            yield [`next ${weekdayOf(day)} at 9`, now, timezone, `${day}T09:00`];
            yield [`next ${weekdayOf(day).slice(0, 3)} at 9`, now, timezone, `${day}T09:00`];
          }
        }
      })(),
    );
  });

  it("times alone: today where still ahead, else tomorrow", () => {
    checkAll(
      (function* () {
        for (const { now, timezone, date, clock } of everywhere()) {
          for (const [time, at] of times) {
            yield [time, now, timezone, `${daysLater(date, at.padEnd(8, ":00") > clock ? 0 : 1)}T${at}`];
          }
        }
      })(),
    );
  });
});
