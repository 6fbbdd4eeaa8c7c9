import { describe, expect, it } from "vitest";
import {
  at,
  backThisMorning,
  backTonight,
  change,
  forwardThisMorning,
  forwardTonight,
  never,
  occurrence,
  oneShot,
} from "../../../test/services/fixtures/changed-zone.ts";
import { noon } from "../../../test/services/fixtures/schedule-record.ts";
import { offsetRules } from "../../../test/services/fixtures/zone-rules.ts";

const [second, minute, hour] = [1_000, 60_000, 3_600_000];

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

  it("does not change when the rules give the same instant", () => {
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

  // Only the ledger needs the new plan: nothing moves, and the version stays.
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
    // Made without recorded rules, so only its instant shows how it was planned.
    const unnoted = oneShot("01T13:00", noon, { zoneRules: null });
    expect(change(unnoted, [], null, backThisMorning)?.past.localFireAt).toBeNull();
  });

  it("keeps its plan when it was delivered at the instant that the rules give", () => {
    expect(change(oneShot("01T13:00", noon), [], never, forwardTonight)).toBeNull();
  });

  it("is still held back when it is paused", () => {
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

  it("that comes twice and was delivered once is not delivered twice more", () => {
    const [first, again] = [at("02T00:30"), at("02T01:30")];
    const schedule = oneShot("02T01:30", first, {
      dstOverlap: "both",
      plannedCount: 2,
      plannedThrough: again,
    });
    const now = first + minute;
    // Of the two instants, the first has been delivered and the second is left.
    expect(change(schedule, [occurrence(again)], backTonight, never, now)).toMatchObject({
      ends: ["02T01:30"],
      plans: [],
      record: { plannedCount: 1, emitAt: null },
    });
    const later = offsetRules(1, ["2027-03-02T01:15:00Z", 0]);
    expect(change(schedule, [occurrence(again)], backTonight, later, now)).toBeNull();
  });
});
