import { describe, expect, it } from "vitest";
import { readWhen } from "../when.ts";

// Monday, 14:00 in Berlin.
const berlin = { now: new Date("2026-11-30T13:00:00Z"), timezone: "Europe/Berlin" };

function timingOf(phrase: string) {
  const found = readWhen(phrase, berlin);
  return found.ok ? found.timing : `${found.code}: ${found.message}`;
}

describe("delays", () => {
  const table = [
    ["2h", "2h"],
    ["in a couple of hours", "2h"],
    ["in 90 minutes", "1h30m"],
    ["in 1h30m", "1h30m"],
    ["in half an hour", "30m"],
    ["in 24h", "24h"],
    ["in 2 hours and 5 minutes", "2h5m"],
    ["90m", "1h30m"],
    ["in 5 mins", "5m"],
    ["5 minutes from now", "5m"],
    ["in an hour and a half", "1h30m"],
    ["in two and a half hours", "2h30m"],
    ["in 1.5 hours", "1h30m"],
    ["in twenty-five minutes", "25m"],
    ["an hour", "1h"],
    ["in a quarter of an hour", "15m"],
    ["PT90M", "1h30m"],
    ["in three quarters of an hour", "45m"],
    [".5h", "30m"],
    ["+1h", "1h"],
    ["1500ms", "1.5s"],
  ] as const;
  for (const [phrase, delay] of table) {
    it(phrase, () => expect(timingOf(phrase)).toEqual({ delay }));
  }
});

describe("one local time", () => {
  const table = [
    ["in 3 days", "2026-12-03T14:00"],
    ["in a month", "2026-12-30T14:00"],
    ["in 2 weeks at 9am", "2026-12-14T09:00"],
    ["tomorrow", "2026-12-01T09:00"],
    ["tomorrow morning", "2026-12-01T09:00"],
    ["tomorrow at 9", "2026-12-01T09:00"],
    ["tomorrow 9am Europe/Berlin", "2026-12-01T09:00"],
    ["tomorrow noon", "2026-12-01T12:00"],
    ["tomorrow at half past 9", "2026-12-01T09:30"],
    ["day after tomorrow at 8", "2026-12-02T08:00"],
    ["9am", "2026-12-01T09:00"],
    ["17:30 today", "2026-11-30T17:30"],
    ["17:30", "2026-11-30T17:30"],
    ["today at 6pm", "2026-11-30T18:00"],
    ["midnight", "2026-12-01T00:00"],
    ["tonight", "2026-11-30T20:00"],
    ["tonight at 8", "2026-11-30T20:00"],
    ["this evening", "2026-11-30T18:00"],
    ["end of day", "2026-11-30T17:00"],
    ["friday 5pm", "2026-12-04T17:00"],
    ["next friday 5pm Berlin", "2026-12-11T17:00"],
    ["monday 9am", "2026-12-07T09:00"],
    ["monday 5pm", "2026-11-30T17:00"],
    ["next monday", "2026-12-07T09:00"],
    ["next week", "2026-12-07T09:00"],
    ["a week from tuesday at 10am", "2026-12-08T10:00"],
    ["next month", "2026-12-01T09:00"],
    ["March 1st at 10am", "2027-03-01T10:00"],
    ["Dec 25", "2026-12-25T09:00"],
    ["the 15th at 9am", "2026-12-15T09:00"],
    ["on the 31st at noon", "2026-12-31T12:00"],
    ["second tuesday of january 9am", "2027-01-12T09:00"],
    ["31/12/2026 23:00", "2026-12-31T23:00"],
    ["31.12.2026 at 23:00", "2026-12-31T23:00"],
    ["2027-03-28 02:30", "2027-03-28T02:30"],
    ["2027-10-31 02:30", "2027-10-31T02:30"],
    ["09.04.2027", "2027-04-09T09:00"],
    ["in 1 day", "2026-12-01T14:00"],
    ["noon tomorrow", "2026-12-01T12:00"],
    ["tomorrow at noon", "2026-12-01T12:00"],
    ["at 5:30 pm", "2026-11-30T17:30"],
    ["next tue 10:00", "2026-12-08T10:00"],
    ["5pm", "2026-11-30T17:00"],
    ["9 o'clock", "2026-12-01T09:00"],
    ["Jan 5", "2027-01-05T09:00"],
    ["5 Jan 2027 at 10", "2027-01-05T10:00"],
    ["2027-01-05", "2027-01-05T09:00"],
    ["2027-01-05T10:00", "2027-01-05T10:00"],
    ["2027-01-05T10:00:15", "2027-01-05T10:00:15"],
    ["a fortnight", "2026-12-14T14:00"],
    ["eod friday", "2026-12-04T17:00"],
    ["Mon, 7 Dec 2026 10:00", "2026-12-07T10:00"],
    ["friday next week at 10", "2026-12-11T10:00"],
    ["the 5th of next month at noon", "2026-12-05T12:00"],
    ["quarter to 9 pm", "2026-11-30T20:45"],
    ["7 in the morning", "2026-12-01T07:00"],
    ["tomorrow afternoon at 3", "2026-12-01T15:00"],
    ["05:30", "2026-12-01T05:30"],
    ["last day of february at noon", "2027-02-28T12:00"],
    ["feb 29", "2028-02-29T09:00"],
    ["P1D", "2026-12-01T14:00"],
    ["midnight tonight", "2026-12-01T00:00"],
    ["a week from today", "2026-12-07T09:00"],
    ["the day after tomorrow at 5 p.m.", "2026-12-02T17:00"],
    ["12am", "2026-12-01T00:00"],
    ["in 2 days' time", "2026-12-02T14:00"],
    ["ten minutes to 9 tomorrow", "2026-12-01T08:50"],
    ["the coming friday at 10", "2026-12-04T10:00"],
    ["tonight at 9:30", "2026-11-30T21:30"],
    ["friday, 4 december 2026, at 9", "2026-12-04T09:00"],
  ] as const;
  for (const [phrase, local] of table) {
    it(phrase, () => expect(timingOf(phrase)).toEqual({ local_fire_at: local, timezone: "Europe/Berlin" }));
  }
});

describe("one time elsewhere", () => {
  const table = [
    ["tomorrow 9am New York", "2026-12-01T09:00", "America/New_York"],
    ["10am Tokyo time", "2026-12-01T10:00", "Asia/Tokyo"],
    ["9am PST", "2026-11-30T09:00", "America/Los_Angeles"],
    ["1 july 2027 9am EST", "2027-07-01T09:00", "America/New_York"],
    ["tomorrow 9am kolkata", "2026-12-01T09:00", "Asia/Kolkata"],
    ["tomorrow 9am in Kyiv", "2026-12-01T09:00", "Europe/Kyiv"],
    ["tomorrow 9am asia/kolkata", "2026-12-01T09:00", "Asia/Kolkata"],
    ["tomorrow 9am Los Angeles time", "2026-12-01T09:00", "America/Los_Angeles"],
    ["tomorrow 9am (Asia/Tokyo)", "2026-12-01T09:00", "Asia/Tokyo"],
    ["tomorrow 9am UTC", "2026-12-01T09:00", "UTC"],
    ["Tue, 05 Jan 2027 10:00:00 GMT", "2027-01-05T10:00", "UTC"],
    ["tomorrow 9am São Paulo", "2026-12-01T09:00", "America/Sao_Paulo"],
    ["9am eastern time", "2026-11-30T09:00", "America/New_York"],
  ] as const;
  for (const [phrase, local, timezone] of table) {
    it(phrase, () => expect(timingOf(phrase)).toEqual({ local_fire_at: local, timezone }));
  }
});

describe("one instant", () => {
  const table = [
    ["tomorrow 10am UTC+2", "2026-12-01T10:00:00+02:00"],
    ["tomorrow 10am gmt-5:30", "2026-12-01T10:00:00-05:30"],
    ["2027-01-05T10:00:00Z", "2027-01-05T10:00:00Z"],
    ["2027-01-05T10:00Z", "2027-01-05T10:00:00Z"],
    ["2027-01-05 10:00:00.250+0530", "2027-01-05T10:00:00.250+05:30"],
  ] as const;
  for (const [phrase, fireAt] of table) {
    it(phrase, () => expect(timingOf(phrase)).toEqual({ fire_at: fireAt }));
  }
});
