import { describe, expect, it } from "vitest";
import { noon, scheduleRecord } from "../../../test/services/fixtures/schedule-record.ts";
import type { ScheduleRecord } from "../../store/for-scheduler.ts";
import { nextEmission, type PlannedAhead, planAhead } from "./plan-ahead.ts";

const [second, minute, hour] = [1_000, 60_000, 3_600_000];

function plan(changes: Partial<ScheduleRecord>, now = noon): PlannedAhead {
  return planAhead(scheduleRecord(changes), now, noon);
}

/** Instants in seconds from noon, with the reason if skipped. */
function planned({ deliveries }: PlannedAhead) {
  return deliveries.map(({ scheduledFor, reason }) => {
    const at = (scheduledFor - noon) / second;
    return reason === null ? at : `${at} ${reason}`;
  });
}

const everySecond = { everyMs: second, anchorAt: noon };

describe("a prepaid schedule", () => {
  it("plans ahead no more than its credits", () => {
    const made = plan({ ...everySecond, creditsLeft: 3 });
    expect(planned(made)).toEqual([1, 2, 3]);
    expect(made).toMatchObject({ state: "active", plannedThrough: noon + 3 * second });
  });

  it("is looked at again when its last paid occurrence falls due", () => {
    expect(plan({ ...everySecond, creditsLeft: 3 }).emitAt).toBe(noon + 3 * second);
    expect(plan({ creditsLeft: 1 }).emitAt).toBe(noon + hour);
    expect(plan({ creditsLeft: 0, plannedThrough: noon + hour }, noon + minute)).toMatchObject({
      deliveries: [],
      state: "active",
      emitAt: noon + hour,
    });
  });

  it("plans as any other while it has enough", () => {
    const [paid, plain] = [plan({ creditsLeft: 50 }), plan({})];
    expect(planned(paid)).toEqual(planned(plain));
    expect({ ...paid, deliveries: [] }).toEqual({ ...plain, deliveries: [] });
  });

  it("is exhausted then, until the next occurrence falls due", () => {
    expect(plan({ creditsLeft: 0, plannedThrough: noon + hour }, noon + hour)).toEqual({
      deliveries: [],
      plannedCount: 0,
      plannedThrough: noon + hour,
      state: "exhausted",
      emitAt: noon + 2 * hour,
    });
  });

  it("skips that one for lack of credit, and its plan ends with it", () => {
    const left = { creditsLeft: 0, state: "exhausted", plannedThrough: noon + hour } as const;
    const made = plan(left, noon + 9 * hour);
    expect(planned(made)).toEqual(["7200 no_credit"]);
    expect(made).toMatchObject({ state: "exhausted", plannedThrough: noon + 2 * hour, emitAt: null });
    expect(made.deliveries[0]).toMatchObject({ state: "skipped", claimAt: null });
  });

  it("is active again when it gets credits, without a gap", () => {
    const made = plan({ creditsLeft: 2, state: "exhausted", plannedThrough: noon + hour }, noon + hour);
    expect(planned(made)).toEqual([7_200]);
    expect(made.state).toBe("active");
  });

  it("takes no credit for what its misfire policy skips", () => {
    const late = { everyMs: minute, anchorAt: noon, plannedThrough: noon, creditsLeft: 2 };
    const made = plan(late, noon + 5 * minute);
    expect(planned(made)).toEqual(["60 misfire", "120 misfire", 180, 240]);
    expect(made.emitAt).toBe(noon + 5 * minute);
  });
});

describe("a paused prepaid schedule", () => {
  const paused = { state: "paused", everyMs: minute, anchorAt: noon } as const;

  it("without credit stays paused, and its plan ends with an occurrence that the pause skips", () => {
    const left = { ...paused, creditsLeft: 0, plannedThrough: noon };
    expect(plan(left)).toMatchObject({ deliveries: [], state: "paused", emitAt: noon + minute });
    const made = plan(left, noon + 3 * minute);
    expect(planned(made)).toEqual(["60 paused"]);
    expect(made).toMatchObject({ state: "paused", plannedThrough: noon + minute, emitAt: null });
  });

  it("is looked at before an occurrence falls due that is not planned", () => {
    expect(plan({ ...paused, ...everySecond, creditsLeft: 3 }).emitAt).toBe(noon + 4 * second);
    expect(plan({ ...paused, ...everySecond, creditsLeft: 500 }).emitAt).toBe(noon + minute);
    const held = { creditsLeft: 0, plannedThrough: noon + 3 * second };
    expect(plan({ ...paused, ...everySecond, ...held }).emitAt).toBe(noon + 4 * second);
  });
});

describe("nextEmission without credit", () => {
  const none = { creditsLeft: 0, plannedThrough: noon + hour };
  it("is when the last paid occurrence falls due, or at once when it has", () => {
    expect(nextEmission(scheduleRecord(none), noon)).toBe(noon + hour);
    expect(nextEmission(scheduleRecord(none), noon + 2 * hour)).toBe(noon + 2 * hour);
  });
});
