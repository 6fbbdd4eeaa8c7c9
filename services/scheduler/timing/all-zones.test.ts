import { describe, expect, it } from "vitest";
import { findJumps } from "../../../test/timing/brute-force.ts";
import { walkAroundJump } from "../../../test/timing/walk-around-jump.ts";
import { offsetSpanAt } from "./offset-span.ts";

const days = (text: string) => Date.parse(`${text}T00:00:00Z`);

// Each zone is here for a particular change of its clock; scripts/time/check-all-zones.ts checks all zones.
const walks = [
  ["America/New_York", "2026-03-01", "2026-03-15", "an hour forward at 02:00"],
  ["America/New_York", "2026-10-25", "2026-11-08", "an hour back at 02:00"],
  ["Australia/Lord_Howe", "2026-03-29", "2026-04-12", "half an hour back"],
  ["Australia/Lord_Howe", "2026-09-27", "2026-10-11", "half an hour forward"],
  ["Antarctica/Troll", "2026-03-22", "2026-04-05", "two hours forward"],
  ["Antarctica/Troll", "2026-10-18", "2026-11-01", "two hours back"],
  ["Europe/Dublin", "2026-10-18", "2026-11-01", "winter time is the exception (negative DST)"],
  ["America/Havana", "2026-03-01", "2026-03-15", "midnight is missing"],
  ["America/Havana", "2026-10-25", "2026-11-08", "back from 01:00 to midnight"],
  ["Atlantic/Azores", "2026-10-18", "2026-11-01", "midnight twice, and on two dates"],
  ["Asia/Beirut", "2026-03-22", "2026-04-05", "midnight is missing"],
  ["America/Asuncion", "2024-03-17", "2024-03-31", "back from midnight into the day before"],
  ["Pacific/Apia", "2011-12-25", "2012-01-05", "30 December is missing"],
  ["Pacific/Kwajalein", "1993-08-15", "1993-08-28", "21 August is missing"],
  ["Asia/Pyongyang", "2018-05-01", "2018-05-10", "half an hour forward for good, before midnight"],
  ["America/Caracas", "2016-04-25", "2016-05-05", "half an hour forward for good"],
  ["Asia/Manila", "1990-07-20", "1990-08-02", "back at midnight"],
] as const;

describe("around a jump of the clock, against a walk minute by minute with Intl", () => {
  for (const [zone, from, to, what] of walks) {
    it(`${zone} ${from.slice(0, 7)}: ${what}`, () => {
      const jumps = findJumps(zone, days(from), days(to));
      expect(jumps).toHaveLength(1);
      for (const jumpAt of jumps) {
        expect(offsetSpanAt(zone, jumpAt).startAt).toBe(jumpAt);
        const { compared, differences } = walkAroundJump(zone, jumpAt);
        expect(differences.slice(0, 5)).toEqual([]);
        expect(compared).toBeGreaterThan(10_000);
      }
    });
  }
});
