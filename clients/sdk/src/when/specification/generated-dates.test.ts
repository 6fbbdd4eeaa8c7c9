import { describe, expect, it } from "vitest";
import { readWhen } from "../when.ts";

const berlin = { now: new Date("2026-11-30T13:00:00Z"), timezone: "Europe/Berlin" };

/** The date `count` days later, by `Date`'s own calendar. */
function daysLater(date: string, count: number): string {
  const noon = new Date(`${date}T12:00:00Z`);
  noon.setUTCDate(noon.getUTCDate() + count);
  return noon.toISOString().slice(0, 10);
}

function check(phrases: Iterable<readonly [phrase: string, local: string]>): void {
  const wrong: unknown[] = [];
  for (const [phrase, local] of phrases) {
    const found = readWhen(phrase, berlin);
    const timing = found.ok ? found.timing : found;
    if (!("local_fire_at" in timing && timing.local_fire_at === local)) wrong.push({ phrase, local, timing });
  }
  expect(wrong.slice(0, 5)).toEqual([]);
}

describe("dates in every form", () => {
  const months =
    "January February March April May June July August September October November December".split(" ");
  const forms = (year: number, month: number, day: number): string[] => {
    const name = months[month - 1] ?? "";
    const two = (value: number) => String(value).padStart(2, "0");
    return [
      `${day} ${name} ${year}`,
      `${name} ${day}, ${year}`,
      `${name.slice(0, 3)}. ${day} ${year}`,
      `the ${day}th of ${name.toUpperCase()} ${year}`,
      `on ${year}-${two(month)}-${two(day)}`,
      `${two(day)}.${two(month)}.${year}`,
      ...(day > 12 ? [`${day}/${month}/${year}`, `${month}/${day}/${year}`] : []),
    ];
  };

  it("with the year, every day of it", () => {
    check(
      (function* () {
        for (let ahead = 1; ahead < 380; ahead++) {
          const date = daysLater("2026-12-31", ahead);
          const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
          for (const form of forms(year, month, day)) {
            yield [`${form} at 10:15`, `${date}T10:15`];
          }
        }
      })(),
    );
  });

  it("without the year: the next such date", () => {
    check(
      (function* () {
        for (let ahead = 1; ahead < 366; ahead++) {
          const date = daysLater("2026-11-30", ahead);
          const [, month = 0, day = 0] = date.split("-").map(Number);
          yield [`${day} ${months[month - 1]} 9am`, `${date}T09:00`];
        }
      })(),
    );
  });
});
