import { describe, expect, it } from "vitest";
import { occurrencesAfter, type Timing } from "./plan.ts";
import { defaultDst } from "./wall-clock.ts";

const at = (text: string) => Date.parse(text);
const daily = {
  kind: "cron",
  cron: "0 9 * * *",
  timezone: "UTC",
  dst: defaultDst,
  startsAt: null,
  endsAt: null,
} as const;
const instants = (timing: Timing, after: string, count = 3) =>
  occurrencesAfter(timing, at(after), count).map((occurrence) =>
    new Date(occurrence.at).toISOString().slice(0, 16),
  );

describe("occurrencesAfter", () => {
  it("gives a one-shot once", () => {
    const timing = { kind: "one_shot", at: at("2026-07-01T09:00Z") } as const;
    expect(instants(timing, "2026-07-01T08:59Z")).toEqual(["2026-07-01T09:00"]);
    expect(instants(timing, "2026-07-01T09:00Z")).toEqual([]);
  });
  it("counts an occurrence on starts_at and one on ends_at in", () => {
    const timing = { ...daily, startsAt: at("2026-07-01T09:00Z"), endsAt: at("2026-07-02T09:00Z") };
    expect(instants(timing, "2026-01-01T00:00Z")).toEqual(["2026-07-01T09:00", "2026-07-02T09:00"]);
    expect(
      instants({ ...timing, startsAt: timing.startsAt + 1, endsAt: timing.endsAt - 1 }, "2026-01-01T00:00Z"),
    ).toEqual([]);
  });
  it("reads a cron in the zone that it names itself", () => {
    const timing = { ...daily, cron: "CRON_TZ=Asia/Tokyo 0 9 * * *" };
    expect(instants(timing, "2026-07-01T00:00Z", 1)).toEqual(["2026-07-02T00:00"]);
  });
  it("ends an interval with ends_at", () => {
    const timing = {
      kind: "interval",
      everyMs: 3_600_000,
      anchorAt: at("2026-07-01T00:00Z"),
      anchorFires: true,
      endsAt: at("2026-07-01T02:00Z"),
    } as const;
    expect(instants(timing, "2026-07-01T00:00Z")).toEqual(["2026-07-01T01:00", "2026-07-01T02:00"]);
    expect(instants(timing, "2026-06-30T23:59Z", 1)).toEqual(["2026-07-01T00:00"]);
  });
  it("ends an interval with the years of four digits", () => {
    const anchorAt = at("9999-12-31T22:30Z");
    const timing = {
      kind: "interval",
      everyMs: 3_600_000,
      anchorAt,
      anchorFires: true,
      endsAt: null,
    } as const;
    expect(instants(timing, "9999-01-01T00:00Z")).toEqual(["9999-12-31T22:30", "9999-12-31T23:30"]);
  });
  it("throws when a stored text is not a cron expression", () => {
    expect(() => occurrencesAfter({ ...daily, cron: "0 9 * *" }, 0, 1)).toThrow(RangeError);
  });
});
