import { describe, expect, it } from "vitest";
import { noon, scheduleRecord } from "../../../test/services/fixtures/schedule-record.ts";
import type { ScheduleRecord } from "../../store/for-scheduler.ts";
import { nextEmission, planAhead } from "./plan-ahead.ts";

const [second, minute, hour] = [1_000, 60_000, 3_600_000];

/** Returns the planned occurrences in seconds from noon, with the reason if skipped. */
function planned(changes: Partial<ScheduleRecord>, now = noon) {
  const plan = planAhead(scheduleRecord(changes), now, now);
  return plan.deliveries.map(({ scheduledFor, reason }) => {
    const at = (scheduledFor - noon) / second;
    return reason ? `${at} ${reason}` : at;
  });
}

const every = (everyMs: number, changes: Partial<ScheduleRecord> = {}) => ({
  everyMs,
  anchorAt: noon,
  ...changes,
});
const count = (length: number, step = 1) => Array.from({ length }, (_, index) => (index + 1) * step);

describe("planAhead", () => {
  for (const [what, changes, expected] of [
    ["the next one, however far ahead it is", every(24 * hour), [86_400]],
    ["all of the next two minutes", every(second), count(120)],
    ["all of two minutes and the next one, when the last of them is near", every(40 * second), [40, 80, 120]],
    ["one more than the next when that one is within a minute and a half", every(minute), [60, 120]],
    ["no more than max_runs allows", every(second, { maxRuns: 5 }), count(5)],
    ["no more than max_runs leaves", every(second, { maxRuns: 5, plannedCount: 3 }), count(2)],
    [
      "nothing once max_runs was lowered below what is planned",
      every(second, { maxRuns: 2, plannedCount: 3 }),
      [],
    ],
    [
      "what falls due in a pause as skipped, and as much ahead as max_runs leaves",
      every(20 * second, {
        state: "paused",
        plannedThrough: noon - 50_000,
        anchorAt: noon - 50_000,
        maxRuns: 2,
      }),
      ["-30 paused", "-10 paused", "10 paused", "30 paused"],
    ],
    ["nothing after ends_at", every(second, { endsAt: noon + 3_500 }), count(3)],
    ["starts_at itself first", every(hour, { anchorAt: noon + 99_000, startsAt: noon + 99_000 }), [99]],
    [
      "both instants of a one-shot that its wall clock shows twice",
      {
        kind: "one_shot",
        localFireAt: "2027-10-31T02:30",
        timezone: "Europe/Berlin",
        dstOverlap: "both",
      },
      [(Date.UTC(2027, 9, 31, 0, 30) - noon) / second, (Date.UTC(2027, 9, 31, 1, 30) - noon) / second],
    ],
  ] as const) {
    it(`plans ${what}`, () => expect(planned(changes)).toEqual(expected));
  }

  it("plans the first occurrence of a plan that begins later", () => {
    const plan = planAhead(scheduleRecord(every(hour)), noon, noon + 2 * hour);
    expect(plan.deliveries.map(({ scheduledFor }) => scheduledFor)).toEqual([noon + 3 * hour]);
    expect(plan.emitAt).not.toBeNull();
  });

  it("goes on after the last planned one, without gap or repetition", () => {
    const schedule = scheduleRecord(every(second, { plannedThrough: noon + 100_000, plannedCount: 100 }));
    const { deliveries, plannedThrough, plannedCount } = planAhead(schedule, noon + 60_000, noon);
    expect(deliveries[0]?.scheduledFor).toBe(noon + 101_000);
    expect(deliveries.at(-1)?.scheduledFor).toBe(noon + 180_000);
    expect(plannedThrough).toBe(noon + 180_000);
    expect(plannedCount).toBe(180);
  });

  it("plans at most a thousand occurrences at once and asks to go on at once", () => {
    const schedule = scheduleRecord(every(second, { plannedThrough: noon }));
    const { deliveries, emitAt } = planAhead(schedule, noon + 5_000 * second, noon);
    expect(deliveries).toHaveLength(1_000);
    expect(emitAt).toBe(noon + 5_000 * second);
  });

  // Planned through noon; nothing ran until five minutes and twenty seconds later.
  const late = { plannedThrough: noon, plannedCount: 1 };
  const now = noon + 5 * minute + 20 * second;
  for (const [what, changes, expected] of [
    [
      "once: the newest late one and what is within the grace",
      {},
      ["60 misfire", "120 misfire", "180 misfire", 240, 300, 360, 420],
    ],
    ["all", { misfirePolicy: "all" }, [60, 120, 180, 240, 300, 360, 420]],
    [
      "all, at most two",
      { misfirePolicy: "all", misfireMax: 2 },
      ["60 misfire", "120 misfire", 180, 240, 300, 360, 420],
    ],
    [
      "skip",
      { misfirePolicy: "skip" },
      ["60 misfire", "120 misfire", "180 misfire", "240 misfire", 300, 360, 420],
    ],
    [
      "skip, with a grace that covers all",
      { misfirePolicy: "skip", misfireGraceMs: hour },
      [60, 120, 180, 240, 300, 360, 420],
    ],
    [
      "a pause over the misfire policy",
      { state: "paused" },
      ["60 paused", "120 paused", "180 paused", "240 paused", "300 paused", "360 paused", "420 paused"],
    ],
  ] as const) {
    it(`after five minutes in which nothing ran, follows ${what}`, () =>
      expect(planned(every(minute, { ...late, ...changes }), now)).toEqual(expected));
  }

  it("skips occurrences that fell due in a pause, and holds future ones back until they expire", () => {
    const schedule = scheduleRecord(every(minute, { ...late, state: "paused", ttlMs: 9_000 }));
    const { deliveries } = planAhead(schedule, now, now);
    const [first, last] = [deliveries[0], deliveries.at(-1)];
    expect(first).toMatchObject({ state: "skipped", reason: "paused" });
    expect(last).toMatchObject({ state: "scheduled", reason: "paused", claimAt: noon + 7 * minute + 9_000 });
  });

  it("skips older late occurrences even when a later pass plans the newest", () => {
    const schedule = scheduleRecord(every(second, { ...late }));
    const { deliveries } = planAhead(schedule, noon + 2_000 * second, noon);
    expect(new Set(deliveries.map(({ reason }) => reason))).toEqual(new Set(["misfire"]));
  });

  it("gives every occurrence an id, an expiry and its plan", () => {
    const { deliveries } = planAhead(scheduleRecord({ ttlMs: 5_000, plan: 3 }), noon, noon);
    expect(deliveries).toMatchObject([
      {
        ordinal: 3,
        recurring: true,
        expiresAt: noon + hour + 5_000,
        claimAt: noon + hour,
        state: "scheduled",
      },
    ]);
    expect(deliveries[0]?.idempotencyId).toEqual(deliveries[0]?.id);
  });
});

describe("nextEmission", () => {
  const through = { plannedThrough: noon + hour, plannedCount: 1 };

  it("comes back a minute before the last planned one, spread over another half", () => {
    const instants = Array.from({ length: 200 }, (_, index) => {
      const id = Buffer.alloc(16);
      id.writeUInt32BE(index, 12);
      return nextEmission(scheduleRecord({ ...through, id }), noon) ?? 0;
    });
    for (const at of instants) {
      expect(at).toBeLessThanOrEqual(noon + hour - 60_000);
      expect(at).toBeGreaterThan(noon + hour - 90_000);
    }
    // Even consecutive ids, such as those of one batch, are spread.
    const seconds = new Set(instants.map((at) => Math.floor(at / 1_000)));
    expect(seconds.size).toBeGreaterThanOrEqual(30);
  });

  for (const [what, changes, expected] of [
    ["never for a one-shot", { kind: "one_shot" }, null],
    ["never when nothing is planned", { plannedThrough: null }, null],
    ["never after max_runs", { maxRuns: 1 }, null],
    ["never when ends_at comes before the next one", { endsAt: noon + hour + 1 }, null],
    ["at once when it is overdue", { plannedThrough: noon - hour }, noon],
    [
      "when the next planned one falls due, in a pause",
      { state: "paused", plannedThrough: noon + 3 * hour },
      noon + hour,
    ],
    [
      "no more often than once a minute, in a pause",
      { state: "paused", everyMs: second, plannedThrough: noon + minute },
      noon + minute,
    ],
    [
      "when the last one falls due, in a pause, though none follows",
      { state: "paused", maxRuns: 1 },
      noon + hour,
    ],
    [
      "never in a pause when the last one has fallen due",
      { state: "paused", maxRuns: 1, plannedThrough: noon },
      null,
    ],
  ] as const) {
    it(what, () => expect(nextEmission(scheduleRecord({ ...through, ...changes }), noon)).toBe(expected));
  }
});
