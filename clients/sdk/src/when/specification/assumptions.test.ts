import { describe, expect, it } from "vitest";
import { parseWhen, readWhen, WhenError } from "../when.ts";

const berlin = { now: new Date("2026-11-30T13:00:00Z"), timezone: "Europe/Berlin" };

describe("what a reading adds to a phrase", () => {
  const table: readonly (readonly [string, readonly string[]])[] = [
    ["in 2h", []],
    ["in 3 days", []],
    ["tomorrow at 9", []],
    ["tomorrow 9am New York", []],
    ["every weekday at 9", []],
    ["midnight", []],
    ["tomorrow noon", []],
    ["next monday at 9", []],
    ["the 15th at 9am", []],
    ["tomorrow", ["default_time"]],
    ["every day", ["default_time"]],
    ["tomorrow morning", ["day_part"]],
    ["tonight", ["day_part"]],
    ["tonight at 8", []],
    ["end of day", ["day_part"]],
    ["next friday 5pm Berlin", ["other_week"]],
    ["monday 5pm", ["other_week"]],
    ["next week", ["first_day", "default_time"]],
    ["next month at noon", ["first_day"]],
    ["9am PST", ["zone_place"]],
    ["every quarter at 9am", ["first_day"]],
    ["every 3 months on the 1st at 9", ["counted_from_january"]],
    ["last friday of the month at 5pm", ["every_month"]],
    ["last friday of every month at 5pm", []],
    ["on the 31st of every month at noon", ["months_passed_over"]],
    ["every 29 february at noon", ["months_passed_over"]],
    ["every day at 9 UTC+2", ["fixed_offset"]],
    ["tomorrow 10am UTC+2", []],
    ["midnight tonight", ["midnight_tonight"]],
    ["nov 29 at noon", ["next_year"]],
    ["march 1st at noon", []],
    ["every 15th at noon", ["every_month"]],
  ];
  for (const [phrase, codes] of table) {
    it(`${phrase}: ${codes.join(", ") || "nothing"}`, () => {
      const found = readWhen(phrase, berlin);
      expect(found.ok ? found.assumptions.map(({ code }) => code).sort() : found.message).toEqual(
        [...codes].sort(),
      );
    });
  }

  it("reports the other day that could be meant", () => {
    const messages = (phrase: string) =>
      parseWhen(phrase, berlin)
        .assumptions.map(({ message }) => message)
        .join();
    expect(messages("next friday 5pm")).toContain("4 December 2026");
    expect(messages("monday 5pm")).toContain("7 December 2026");
    expect(messages("next monday 5pm")).toContain("30 November 2026");
  });

  it("uses the last day of a short month, and reports it", () => {
    const found = parseWhen("in a month", { ...berlin, now: new Date("2027-01-31T13:00:00Z") });
    expect(found.timing).toEqual({ local_fire_at: "2027-02-28T14:00", timezone: "Europe/Berlin" });
    expect(found.assumptions.map(({ code }) => code)).toEqual(["short_month"]);
  });
});

describe("where a phrase is read", () => {
  it("counts days in the zone of the phrase, not the caller's", () => {
    const late = new Date("2026-11-30T23:30:00Z");
    const read = (phrase: string) => parseWhen(phrase, { now: late, timezone: "Europe/Berlin" }).timing;
    expect(read("tomorrow at noon")).toEqual({
      local_fire_at: "2026-12-02T12:00",
      timezone: "Europe/Berlin",
    });
    expect(read("tomorrow at noon New York")).toEqual({
      local_fire_at: "2026-12-01T12:00",
      timezone: "America/New_York",
    });
    expect(read("tomorrow at noon UTC-8")).toEqual({ fire_at: "2026-12-01T12:00:00-08:00" });
  });

  it("accepts the caller's zone in any case, and refuses an invalid one", () => {
    expect(parseWhen("tomorrow at noon", { ...berlin, timezone: "asia/tokyo" }).timing).toHaveProperty(
      "timezone",
      "Asia/Tokyo",
    );
    expect(parseWhen("tomorrow at noon", { ...berlin, timezone: "EST5EDT" }).timing).toHaveProperty(
      "timezone",
      "EST5EDT",
    );
    expect(readWhen("tomorrow at noon", { ...berlin, timezone: "Mars/Base" })).toHaveProperty(
      "code",
      "unknown_timezone",
    );
  });

  it("reads cities from the given list, but none that ends two of its zones", () => {
    const timezones = ["Europe/Berlin", "America/Springfield", "Asia/Springfield"];
    expect(readWhen("9am Springfield", { ...berlin, timezones })).toHaveProperty(
      "code",
      "ambiguous_timezone",
    );
    expect(readWhen("9am Tokyo", { ...berlin, timezones })).toHaveProperty("code", "unreadable");
  });

  it("uses the machine's clock and zone by default", () => {
    expect(parseWhen("tomorrow at noon").timing).toHaveProperty("timezone");
  });

  it("keeps the seconds of the current time when counting days", () => {
    const timing = parseWhen("in 2 days", { ...berlin, now: Date.parse("2026-11-30T13:00:12.345Z") }).timing;
    expect(timing).toEqual({ local_fire_at: "2026-12-02T14:00:12", timezone: "Europe/Berlin" });
  });
});

describe("parseWhen", () => {
  it("throws the refusal of readWhen, recognizable by its name", () => {
    const refusal = readWhen("tomorrow at 3", berlin);
    const thrown = ((): unknown => {
      try {
        return parseWhen("tomorrow at 3", berlin);
      } catch (error) {
        return error;
      }
    })();
    expect(thrown).toBeInstanceOf(WhenError);
    expect(thrown).toMatchObject({
      name: "WhenError",
      code: "ambiguous_time",
      suggestions: ["tomorrow at 03:00", "tomorrow at 15:00"],
    });
    expect(refusal).toMatchObject({ ok: false, code: "ambiguous_time" });
  });
});
