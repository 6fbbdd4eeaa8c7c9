import { describe, expect, it } from "vitest";
import {
  at,
  backThisMorning,
  change,
  cron,
  forwardThisMorning,
  forwardTonight,
  never,
  occurrence,
  tonight,
} from "../../../test/services/fixtures/changed-zone.ts";
import { noon } from "../../../test/services/fixtures/schedule-record.ts";
import { offsetRules } from "../../../test/services/fixtures/zone-rules.ts";
import type { ScheduleRecord } from "../../store/for-scheduler.ts";

const minute = 60_000;

describe("a cron under newer rules", () => {
  it("ends what was planned ahead and plans it anew, from now on", () => {
    const daily = cron("0 9 * * *", at("02T08:00"));
    const moved = change(daily, [occurrence(at("02T08:00"))], never, forwardTonight);
    expect(moved).toMatchObject({
      ends: ["02T08:00"],
      plans: ["02T07:00"],
      from: "01T12:00",
      until: "01T12:00",
    });
    expect(moved?.record).toMatchObject({ zoneRules: 2, plan: 1, plannedBefore: 9, plannedCount: 10 });
    expect(moved?.insert[0]).toMatchObject({ ordinal: 1, recurring: true });
  });

  it("does not change while its planned occurrences stay, even if later ones will move", () => {
    const evening = cron("0 20 * * *", at("01T19:00"));
    expect(change(evening, [occurrence(at("01T19:00"))], never, forwardTonight)).toBeNull();
  });

  it("without recorded rules is compared by its planned instants", () => {
    const daily = cron("0 9 * * *", at("02T08:00"), { zoneRules: null });
    expect(change(daily, [occurrence(at("02T08:00"))], null, never)).toBeNull();
    expect(change(daily, [occurrence(at("02T07:00"))], null, never)?.plans).toEqual(["02T08:00"]);
  });

  it("gets a new plan when the rules differ in the past, so that the ledger counts the past by the old rules", () => {
    const [ended, again] = ["2027-02-28T01:00:00Z", "2027-02-28T09:00:00Z"];
    const otherwise = offsetRules(1, [ended, 2], [again, 1]);
    const daily = cron("0 9 * * *", at("02T08:00"));
    const moved = change(daily, [occurrence(at("02T08:00"))], never, otherwise);
    expect(moved).toMatchObject({ ends: ["02T08:00"], plans: ["02T08:00"], record: { plan: 1 } });
  });

  // Every half hour of the morning. The old plan has sent 09:00 to 12:30 by its clock, and 13:00 is due next.
  const mornings = (changes: Partial<ScheduleRecord> = {}) =>
    cron("*/30 9-13 * * *", at("01T12:30"), { misfirePolicy: "all", ...changes });
  const ahead = [occurrence(at("01T12:30"))];

  it("sends late, by its misfire policy, what it missed while its clock was an hour behind", () => {
    // It is 14:00, not 13:00. Only 13:30 is missing, since 13:00 by the old clock was sent.
    const sent = { ends: ["01T12:30"], from: "01T11:00", until: "01T11:00" };
    expect(change(mornings(), ahead, never, forwardThisMorning)).toMatchObject({
      ...sent,
      plans: ["01T11:30", "02T07:00"],
    });
    expect(change(mornings({ misfirePolicy: "skip" }), ahead, never, forwardThisMorning)).toMatchObject({
      ...sent,
      plans: ["01T11:30 skipped misfire", "02T07:00"],
    });
  });

  it("sends nothing twice when its clock was an hour ahead and the wall clock repeats an hour", () => {
    // It is 12:00, not 13:00. 12:30 and 13:00 were sent.
    expect(change(mornings(), ahead, never, backThisMorning)).toMatchObject({
      ends: ["01T12:30"],
      plans: ["01T13:30"],
      from: "01T13:00",
      until: "01T12:00",
    });
  });

  it("that follows elapsed time goes on from its last instant, whatever the clock shows", () => {
    const half = offsetRules(1, ["2027-03-01T06:00:00Z", 1.5]);
    const hourly = cron("0 * * * *", at("01T13:00"));
    expect(change(hourly, [occurrence(at("01T13:00"))], never, forwardThisMorning)).toMatchObject({
      plans: ["01T13:00"],
    });
    expect(change(hourly, [occurrence(at("01T13:00"))], never, half)).toMatchObject({
      ends: ["01T13:00"],
      plans: ["01T12:30"],
      from: "01T12:00",
    });
  });

  it("leaves attempted occurrences and those before them alone, and does not plan them again", () => {
    const early = { state: "dispatching", attemptCount: 1 } as const;
    const minutes = cron("* 9-20 * * *", at("01T12:02"));
    const each = [occurrence(at("01T12:01"), early), occurrence(at("01T12:02"))];
    const moved = change(minutes, each, never, backThisMorning);
    expect(moved).toMatchObject({
      ends: ["01T12:02"],
      from: "01T13:01",
      until: "01T12:01",
      plans: ["01T13:02"],
    });
  });

  it("does not call again for an occurrence that ended before its instant", () => {
    const early = { state: "succeeded", attemptCount: 1 } as const;
    const minutes = cron("* 9-20 * * *", at("01T12:01"));
    const moved = change(minutes, [occurrence(at("01T12:01"), early)], never, backThisMorning);
    expect(moved).toMatchObject({ ends: [], from: "01T13:01", plans: ["01T13:02"] });
  });

  it("keeps an individually canceled occurrence canceled, at its new instant", () => {
    const daily = cron("0 9 * * *", at("02T08:00"));
    const struck = occurrence(at("02T08:00"), { state: "canceled" });
    const moved = change(daily, [struck], never, forwardTonight);
    expect(moved).toMatchObject({
      ends: [],
      plans: ["02T07:00 canceled canceled"],
      record: { plannedCount: 10 },
    });
    expect(change(daily, [struck], never, never)).toBeNull();
  });

  it("never begins before its first plan did", () => {
    const made = mornings({ planFrom: noon - 10 * minute, plannedThrough: at("01T12:30") });
    expect(change(made, ahead, never, forwardThisMorning)).toMatchObject({
      from: "01T11:50",
      plans: ["02T07:00"],
    });
  });

  it("that was not planned for a while is planned from where it stopped", () => {
    const behind = mornings({ plannedThrough: at("01T10:30") });
    expect(change(behind, [], never, forwardThisMorning)).toMatchObject({
      ends: [],
      from: "01T09:30",
      plans: ["01T10:00", "01T10:30", "01T11:00", "01T11:30", "02T07:00"],
    });
  });

  it("ends when the new rules leave it no more occurrences", () => {
    const last = cron("0 9 * * *", at("02T08:00"), { endsAt: at("02T08:30") });
    const behind = offsetRules(1, [tonight, 0]);
    expect(change(last, [occurrence(at("02T08:00"))], never, behind)).toMatchObject({
      ends: ["02T08:00"],
      plans: [],
      record: { emitAt: null, plannedCount: 9 },
    });
  });

  it("does not count replaced occurrences towards max_runs", () => {
    const bounded = cron("0 9 * * *", at("02T08:00"), { maxRuns: 10 });
    const moved = change(bounded, [occurrence(at("02T08:00"))], never, forwardTonight);
    expect(moved).toMatchObject({ plans: ["02T07:00"], record: { plannedCount: 10, emitAt: null } });
  });

  it("holds back what it plans while it is paused", () => {
    const paused = cron("0 9 * * *", at("02T08:00"), { state: "paused" });
    expect(change(paused, [occurrence(at("02T08:00"))], never, forwardTonight)?.plans).toEqual([
      "02T07:00 paused",
    ]);
  });
});
