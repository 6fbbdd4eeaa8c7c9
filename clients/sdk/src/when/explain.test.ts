import { describe, expect, it } from "vitest";
import { describeTiming, readWhen, showInstant } from "./when.ts";

describe("showInstant", () => {
  it("shows the wall clock, its zone with the offset of that day, and UTC", () => {
    expect(showInstant(Date.UTC(2026, 11, 1, 8), "Europe/Berlin")).toEqual({
      local: "Tue 2026-12-01 09:00:00",
      zone: "Europe/Berlin (UTC+01:00)",
      utc: "2026-12-01T08:00:00.000Z",
    });
    expect(showInstant(Date.UTC(2027, 6, 1, 13), "America/New_York").zone).toBe(
      "America/New_York (UTC-04:00)",
    );
    expect(showInstant(Date.UTC(2027, 6, 1, 13), "Asia/Kolkata").zone).toBe("Asia/Kolkata (UTC+05:30)");
    expect(showInstant(Date.UTC(2027, 6, 1, 13), "UTC").zone).toBe("UTC");
  });

  it("distinguishes the two occurrences of a repeated hour", () => {
    const first = showInstant(Date.UTC(2027, 9, 31, 0, 30), "Europe/Berlin");
    const second = showInstant(Date.UTC(2027, 9, 31, 1, 30), "Europe/Berlin");
    expect([first.local, first.zone]).toEqual(["Sun 2027-10-31 02:30:00", "Europe/Berlin (UTC+02:00)"]);
    expect([second.local, second.zone]).toEqual(["Sun 2027-10-31 02:30:00", "Europe/Berlin (UTC+01:00)"]);
  });
});

describe("describeTiming", () => {
  const berlin = { now: new Date("2026-11-30T13:00:00Z"), timezone: "Europe/Berlin" };
  const table = [
    ["in 90 minutes", "in 1 hour 30 minutes"],
    ["every 15m", "every 15 minutes"],
    ["friday 5pm", "Friday 4 December 2026 at 17:00, Europe/Berlin"],
    ["tomorrow 10am UTC+2", "at 2026-12-01T10:00:00+02:00"],
    ["every weekday at 9", "cron 0 9 * * 1-5, Europe/Berlin"],
  ] as const;
  for (const [phrase, words] of table) {
    it(phrase, () => {
      const found = readWhen(phrase, berlin);
      expect(found.ok ? [found.description, describeTiming(found.timing)] : found.message).toEqual([
        words,
        words,
      ]);
    });
  }
});
