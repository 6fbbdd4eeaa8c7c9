import { describe, expect, it } from "vitest";
import { noon, scheduleRecord } from "../../../test/services/fixtures/schedule-record.ts";
import { offsetRules } from "../../../test/services/fixtures/zone-rules.ts";
import type { AheadOccurrence, ScheduleRecord } from "../../store/for-scheduler.ts";
import { replanned } from "./replanned.ts";

// Noon, UTC, of Monday, 1 March 2027 is now. Wall clocks show an hour more than UTC, until they change.
const [second, minute, hour] = [1_000, 60_000, 3_600_000];
const never = offsetRules(1);
const tonight = "2027-03-02T01:00:00Z";
const forwardTonight = offsetRules(1, [tonight, 2]);
const backTonight = offsetRules(1, [tonight, 0]);
const forwardThisMorning = offsetRules(1, ["2027-03-01T06:00:00Z", 2]);
const backThisMorning = offsetRules(1, ["2027-03-01T06:00:00Z", 0]);
const at = (text: string) => Date.parse(`2027-03-${text}:00Z`);

const zoned = { timezone: "Europe/Berlin", zoneRules: 1, every: null, everyMs: null, anchorAt: null };
const before = noon - 48 * hour;

function oneShot(local: string, plannedFor: number, changes: Partial<ScheduleRecord> = {}): ScheduleRecord {
  const planned = { fireAt: plannedFor, plannedThrough: plannedFor, plannedCount: 1, planFrom: before };
  return scheduleRecord({
    ...zoned,
    kind: "one_shot",
    localFireAt: `2027-03-${local}`,
    ...planned,
    ...changes,
  });
}

function cron(
  expression: string,
  plannedThrough: number,
  changes: Partial<ScheduleRecord> = {},
): ScheduleRecord {
  const planned = { plannedThrough, plannedCount: 10, planFrom: before };
  return scheduleRecord({ ...zoned, kind: "cron", cron: expression, ...planned, ...changes });
}

function occurrence(scheduledFor: number, changes: Partial<AheadOccurrence> = {}): AheadOccurrence {
  return {
    id: Buffer.from(String(scheduledFor)),
    scheduledFor,
    ordinal: 0,
    state: "scheduled",
    attemptCount: 0,
    ...changes,
  };
}

/** What comes of a change of rules: what ends, and what is planned in its place. */
function change(
  schedule: ScheduleRecord,
  ahead: AheadOccurrence[],
  from: typeof never | null,
  to: typeof never,
  now = noon,
) {
  const change = replanned(schedule, ahead, { before: from, now: to, id: 2 }, now);
  if (change === null) return null;
  const show = (instant: number) => new Date(instant).toISOString().slice(8, 16);
  return {
    ends: change.cancel.map((id) => show(Number(id.toString()))),
    plans: change.insert.map(({ scheduledFor, state, reason }) =>
      [show(scheduledFor), state === "scheduled" ? null : state, reason].filter(Boolean).join(" "),
    ),
    from: show(change.schedule.planFrom),
    until: show(change.inForceUntil),
    isVisible: change.isVisible,
    past: change.past,
    record: change.schedule,
    insert: change.insert,
  };
}

describe("a local one-shot under newer rules", () => {
  it("moves with its wall clock, as a new plan that notes the rules", () => {
    const moved = change(
      oneShot("02T09:00", at("02T08:00")),
      [occurrence(at("02T08:00"))],
      never,
      forwardTonight,
    );
    expect(moved).toMatchObject({ ends: ["02T08:00"], plans: ["02T07:00"], until: "01T12:00" });
    expect(moved?.record).toMatchObject({
      fireAt: at("02T07:00"),
      zoneRules: 2,
      plan: 1,
      plannedCount: 1,
      plannedThrough: at("02T07:00"),
      emitAt: null,
    });
    expect(moved?.insert[0]).toMatchObject({ ordinal: 1, claimAt: at("02T07:00"), recurring: false });
  });

  it("is as it was where the rules have its instant the same", () => {
    const schedule = oneShot("01T20:00", at("01T19:00"));
    expect(change(schedule, [occurrence(at("01T19:00"))], never, forwardTonight)).toBeNull();
  });

  it("is sent at once when its new time is past, whatever its misfire policy", () => {
    const late = oneShot("01T13:30", at("01T12:30"), { misfirePolicy: "skip" });
    const moved = change(late, [occurrence(at("01T12:30"))], never, forwardThisMorning);
    expect(moved).toMatchObject({ ends: ["01T12:30"], plans: ["01T11:30"] });
    expect(moved?.record.fireAt).toBe(at("01T11:30"));
    expect(moved?.insert[0]?.claimAt).toBe(at("01T11:30"));
  });

  it("keeps to its ttl from its new time on", () => {
    const bounded = oneShot("02T09:00", at("02T08:00"), { ttl: "1h", ttlMs: hour });
    const moved = change(bounded, [occurrence(at("02T08:00"))], never, forwardTonight);
    expect(moved?.insert[0]?.expiresAt).toBe(at("02T08:00"));
  });

  // Only the ledger learns that the plan was met elsewhere: nothing moves, and the version stays.
  const asItIs = {
    ends: [],
    plans: [],
    isVisible: false,
    record: { plan: 1, zoneRules: 2, plannedCount: 1 },
  };

  for (const [what, changes] of [
    ["is on the wire", { state: "dispatching", attemptCount: 1 }],
    ["is being retried", { state: "retrying", attemptCount: 2 }],
    ["was taken back before its first attempt had a connection", { state: "scheduled", attemptCount: 1 }],
    ["has ended early", { state: "succeeded", attemptCount: 1 }],
  ] as const) {
    it(`stays as it is when it ${what}`, () => {
      const soon = at("01T12:00") + second;
      const schedule = oneShot("01T13:00", soon);
      const left = change(schedule, [occurrence(soon, changes)], never, forwardThisMorning);
      expect(left).toMatchObject({
        ...asItIs,
        until: "01T12:00",
        record: { ...asItIs.record, fireAt: soon },
      });
    });
  }

  it("stays as it is when it has fallen due, and its new instant is not missed", () => {
    const left = change(oneShot("01T13:00", noon), [], never, backThisMorning);
    expect(left).toMatchObject({ ...asItIs, until: "01T12:00", from: "01T13:00" });
    expect(left?.past.localFireAt).toBe("2027-03-01T13:00");
    // Whoever planned it noted no rules, so that its instant must tell.
    const unnoted = oneShot("01T13:00", noon, { zoneRules: null });
    expect(change(unnoted, [], null, backThisMorning)?.past.localFireAt).toBeNull();
  });

  it("that was met where it is has the same plan", () => {
    expect(change(oneShot("01T13:00", noon), [], never, forwardTonight)).toBeNull();
  });

  it("is held back still when it is paused", () => {
    const paused = oneShot("02T09:00", at("02T08:00"), { state: "paused" });
    const moved = change(paused, [occurrence(at("02T08:00"))], never, forwardTonight);
    expect(moved?.plans).toEqual(["02T07:00 paused"]);
    expect(moved?.insert[0]?.claimAt).toBeNull();
    const past = oneShot("01T13:30", at("01T12:30"), { state: "paused" });
    expect(change(past, [occurrence(at("01T12:30"))], never, forwardThisMorning)?.plans).toEqual([
      "01T11:30 paused",
    ]);
  });

  // 02:00 to 03:00 does not exist once the clock goes forward tonight.
  for (const [gap, planned] of [
    ["end", "02T01:00"],
    ["shift", "02T01:30"],
    ["skip", "02T01:00"],
  ] as const) {
    it(`in a new gap is met by dst.gap ${gap}; what was accepted never vanishes`, () => {
      const schedule = oneShot("02T02:30", at("02T01:30"), { dstGap: gap });
      const moved = change(schedule, [occurrence(at("02T01:30"))], never, forwardTonight);
      expect(moved?.plans ?? ["02T01:30"]).toEqual([planned]);
    });
  }

  // 01:00 to 02:00 comes twice once the clock goes back tonight.
  for (const [overlap, planned] of [
    ["first", null],
    ["second", ["02T01:30"]],
    ["both", ["02T00:30", "02T01:30"]],
  ] as const) {
    it(`in a new overlap goes by dst.overlap ${overlap}`, () => {
      const schedule = oneShot("02T01:30", at("02T00:30"), { dstOverlap: overlap });
      const moved = change(schedule, [occurrence(at("02T00:30"))], never, backTonight);
      expect(moved?.plans ?? null).toEqual(planned);
      if (overlap === "both")
        expect(moved?.record).toMatchObject({ plannedCount: 2, fireAt: at("02T00:30") });
    });
  }

  it("that came twice and was met once is not met twice more", () => {
    const [first, again] = [at("02T00:30"), at("02T01:30")];
    const schedule = oneShot("02T01:30", first, {
      dstOverlap: "both",
      plannedCount: 2,
      plannedThrough: again,
    });
    const now = first + minute;
    // Of one pass that is left, it was the first.
    expect(change(schedule, [occurrence(again)], backTonight, never, now)).toMatchObject({
      ends: ["02T01:30"],
      plans: [],
      record: { plannedCount: 1, emitAt: null },
    });
    const later = offsetRules(1, ["2027-03-02T01:15:00Z", 0]);
    expect(change(schedule, [occurrence(again)], backTonight, later, now)).toBeNull();
  });
});

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

  it("is as it was where what is planned ahead stays, though later ones will move", () => {
    const evening = cron("0 20 * * *", at("01T19:00"));
    expect(change(evening, [occurrence(at("01T19:00"))], never, forwardTonight)).toBeNull();
  });

  it("whose rules nobody noted is judged by what was planned", () => {
    const daily = cron("0 9 * * *", at("02T08:00"), { zoneRules: null });
    expect(change(daily, [occurrence(at("02T08:00"))], null, never)).toBeNull();
    expect(change(daily, [occurrence(at("02T07:00"))], null, never)?.plans).toEqual(["02T08:00"]);
  });

  it("gets a new plan when the rules say otherwise of what is past, which the ledger counts by the old ones", () => {
    const [ended, again] = ["2027-02-28T01:00:00Z", "2027-02-28T09:00:00Z"];
    const otherwise = offsetRules(1, [ended, 2], [again, 1]);
    const daily = cron("0 9 * * *", at("02T08:00"));
    const moved = change(daily, [occurrence(at("02T08:00"))], never, otherwise);
    expect(moved).toMatchObject({ ends: ["02T08:00"], plans: ["02T08:00"], record: { plan: 1 } });
  });

  // Every half hour of the morning; the old plan has sent 09:00 to 12:30 by its clock, and 13:00 is due next.
  const mornings = (changes: Partial<ScheduleRecord> = {}) =>
    cron("*/30 9-13 * * *", at("01T12:30"), { misfirePolicy: "all", ...changes });
  const ahead = [occurrence(at("01T12:30"))];

  it("that was an hour behind sends late, by its misfire policy, what the right clock has passed", () => {
    // It is 14:00, not 13:00: 13:30 is missing, since 13:00 by the old clock is sent.
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

  it("that was an hour ahead sends nothing again that the wall clock passes once more", () => {
    // It is 12:00, not 13:00: 12:30 and 13:00 were sent.
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

  it("leaves alone what was tried, and what lies before it, and does not plan it again", () => {
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

  it("keeps canceled what was canceled by itself, at its new instant", () => {
    const daily = cron("0 9 * * *", at("02T08:00"));
    const struck = occurrence(at("02T08:00"), { state: "canceled" });
    const moved = change(daily, [struck], never, forwardTonight);
    expect(moved).toMatchObject({ ends: [], plans: ["02T07:00 canceled"], record: { plannedCount: 10 } });
    expect(change(daily, [struck], never, never)).toBeNull();
  });

  it("begins at its first plan's beginning at the earliest", () => {
    const made = mornings({ planFrom: noon - 10 * minute, plannedThrough: at("01T12:30") });
    expect(change(made, ahead, never, forwardThisMorning)).toMatchObject({
      from: "01T11:50",
      plans: ["02T07:00"],
    });
  });

  it("that was not planned for a while is planned on from where it was", () => {
    const behind = mornings({ plannedThrough: at("01T10:30") });
    expect(change(behind, [], never, forwardThisMorning)).toMatchObject({
      ends: [],
      from: "01T09:30",
      plans: ["01T10:00", "01T10:30", "01T11:00", "01T11:30", "02T07:00"],
    });
  });

  it("that has come to its end by the new rules is over", () => {
    const last = cron("0 9 * * *", at("02T08:00"), { endsAt: at("02T08:30") });
    const behind = offsetRules(1, [tonight, 0]);
    expect(change(last, [occurrence(at("02T08:00"))], never, behind)).toMatchObject({
      ends: ["02T08:00"],
      plans: [],
      record: { emitAt: null, plannedCount: 9 },
    });
  });

  it("counts what it gives back for max_runs", () => {
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
