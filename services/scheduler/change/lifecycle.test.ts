import { describe, expect, it } from "vitest";
import { noon, openDelivery, scheduleRecord } from "../../../test/services/fixtures/schedule-record.ts";
import { mustBeVersion } from "../../rules/must-be-version.ts";
import type {
  OpenDelivery,
  ScheduleChange,
  ScheduleRecord,
  ScheduleState,
} from "../../store/for-scheduler.ts";
import { cancelChange, mustBeEditable, pauseChange, resumeChange } from "./lifecycle.ts";

const recurring = scheduleRecord({ plannedThrough: noon + 60_000, plannedCount: 3, emitAt: noon + 5 });
const oneShot = scheduleRecord({ kind: "one_shot", fireAt: noon + 60_000, everyMs: null });

const scheduled = openDelivery(1);
const retrying = openDelivery(2, { state: "retrying", attemptCount: 2 });
const onTheWire = openDelivery(3, { state: "dispatching", attemptCount: 1 });
const replay = openDelivery(4, { ordinal: -7 });
const givenUp = openDelivery(5, { state: "dispatching", attemptCount: 1, reason: "rescheduled" });
const parked = openDelivery(6, { reason: "paused" });
const parkedDue = openDelivery(7, { reason: "paused", scheduledFor: noon });
const parkedRetry = openDelivery(8, {
  reason: "paused",
  scheduledFor: noon - 9,
  state: "retrying",
  attemptCount: 1,
});
const markedPaused = openDelivery(9, { reason: "paused", state: "dispatching", attemptCount: 1 });

/** Returns the numbers of the deliveries that a change names. */
function numbers(change: ScheduleChange | null) {
  const of = (ids: readonly Buffer[] | undefined) => (ids ?? []).map((id) => id[0]);
  return {
    cancel: of(change?.cancel?.ids),
    park: of(change?.park?.ids),
    skip: of(change?.skip?.ids),
    release: of(change?.release),
    mark: of(change?.mark?.ids),
  };
}

const none = { cancel: [], park: [], skip: [], release: [], mark: [] };
const open: readonly OpenDelivery[] = [scheduled, retrying, onTheWire, replay];

describe("cancelChange", () => {
  it("ends all that waits, replays too, and marks what is on the wire", () => {
    const change = cancelChange(recurring, open, noon);
    expect(change?.schedule).toMatchObject({ state: "canceled", emitAt: null, endedAt: noon });
    expect(numbers(change)).toEqual({ ...none, cancel: [1, 2, 4], mark: [3] });
    expect(change?.mark?.reason).toBe("canceled");
  });

  it("changes nothing when repeated", () => {
    expect(cancelChange({ ...recurring, state: "canceled" }, [], noon)).toBeNull();
  });

  it("is refused for a one-shot on the wire", () => {
    expect(() => cancelChange(oneShot, [onTheWire], noon)).toThrow(
      expect.objectContaining({ code: "delivery_in_flight" }),
    );
    expect(numbers(cancelChange(oneShot, [retrying], noon))).toEqual({ ...none, cancel: [2] });
  });
});

describe("pauseChange", () => {
  it("parks what waits and marks what is on the wire; replays beside the plan go on", () => {
    expect(numbers(pauseChange(recurring, open, noon))).toEqual({ ...none, park: [1, 2], mark: [3] });
  });

  it("does not hold back deliveries that a reschedule has given up", () => {
    expect(numbers(pauseChange(recurring, [givenUp], noon))).toEqual(none);
  });

  it("lets the emitter come for the last occurrence, so that it is skipped when it falls due", () => {
    const hourly = { plannedThrough: noon + 3_600_000, plannedCount: 1 };
    for (const maxRuns of [1, null]) {
      const change = pauseChange(scheduleRecord({ ...hourly, maxRuns }), [], noon);
      expect(change?.schedule.emitAt).toBe(noon + 3_600_000);
    }
    expect(pauseChange(oneShot, [scheduled], noon)?.schedule.emitAt).toBeNull();
  });

  it("changes nothing when repeated, and is refused for a one-shot on the wire", () => {
    expect(pauseChange({ ...recurring, state: "paused" }, [], noon)).toBeNull();
    expect(() => pauseChange(oneShot, [onTheWire], noon)).toThrow(
      expect.objectContaining({ code: "delivery_in_flight" }),
    );
  });
});

describe("resumeChange", () => {
  const paused = { ...recurring, state: "paused" } as const;

  it("skips what fell due in the pause and lets the rest go on", () => {
    const change = resumeChange(paused, [parked, parkedDue, parkedRetry, markedPaused], noon);
    expect(numbers(change)).toEqual({ ...none, skip: [7], release: [6, 8], mark: [9] });
    expect(change?.skip?.reason).toBe("paused");
    expect(change?.mark?.reason).toBeNull();
    expect(change?.schedule.state).toBe("active");
  });

  it("delivers a one-shot at once whose time has passed", () => {
    const change = resumeChange({ ...oneShot, state: "paused" }, [parkedDue], noon);
    expect(numbers(change)).toEqual({ ...none, release: [7] });
    expect(change?.schedule.emitAt).toBeNull();
  });

  it("plans occurrences that were not planned in the pause: past ones as skipped, future ones to be sent", () => {
    const change = resumeChange({ ...paused, plannedThrough: noon - 2 * 3_600_000 }, [], noon);
    expect(change?.insert).toMatchObject(
      [
        { scheduledFor: noon - 3_600_000, state: "skipped", reason: "paused" },
        { scheduledFor: noon, state: "skipped", reason: "paused" },
        { scheduledFor: noon + 3_600_000, state: "scheduled", reason: null, claimAt: noon + 3_600_000 },
      ].slice(-(change?.insert?.length ?? 0)),
    );
    expect(change?.insert?.at(-1)).toMatchObject({ state: "scheduled", reason: null });
    expect(change?.schedule.emitAt).toBeLessThan(noon + 3_600_000 - 60_000 + 1);
  });

  it("changes nothing when repeated", () => expect(resumeChange(recurring, [], noon)).toBeNull());
});

describe("a schedule that has ended", () => {
  for (const [state, editable] of [
    ["active", true],
    ["paused", true],
    ["completed", false],
    ["canceled", false],
    ["exhausted", true],
  ] as const satisfies readonly (readonly [ScheduleState, boolean])[]) {
    it(`${state}: ${editable ? "may" : "may not"} be changed`, () => {
      const ask = () => mustBeEditable({ ...recurring, state });
      if (editable) expect(ask).not.toThrow();
      else expect(ask).toThrow(expect.objectContaining({ code: "schedule_not_editable" }));
    });
  }
});

describe("mustBeVersion", () => {
  it("accepts the current version, and no version", () => {
    expect(() => mustBeVersion("schedule", recurring, 1)).not.toThrow();
    expect(() => mustBeVersion("schedule", recurring, undefined)).not.toThrow();
    expect(() => mustBeVersion("schedule", recurring, 2)).toThrow(
      expect.objectContaining({ code: "version_mismatch" }),
    );
  });
});

describe("a prepaid schedule whose plan ended for lack of credit", () => {
  const through = { plannedThrough: noon - 3_600_000, emitAt: null, plannedCount: 4, runCount: 4 };
  const ended: ScheduleRecord = { ...recurring, ...through, state: "exhausted", creditsLeft: 0 };

  it("is paused without planning on: what falls due then is not called for", () => {
    expect(pauseChange(ended, [], noon)?.schedule).toMatchObject({ state: "paused", emitAt: null });
  });

  it("is exhausted again when it is resumed without credit", () => {
    const change = resumeChange({ ...ended, state: "paused" }, [], noon);
    expect(change).toMatchObject({ insert: [], schedule: { state: "exhausted", emitAt: null, plan: 0 } });
  });

  it("goes on with a new plan when resuming gives a credit back", () => {
    const missed = openDelivery(1, { reason: "paused", scheduledFor: noon - 7_200_000 });
    const change = resumeChange({ ...ended, state: "paused" }, [missed], noon);
    expect(change?.schedule).toMatchObject({ state: "active", plan: 1, planFrom: noon });
    expect(change?.insert).toMatchObject([
      { ordinal: 1, scheduledFor: noon + 3_600_000, state: "scheduled" },
    ]);
  });

  it("is canceled as an active one", () => {
    expect(cancelChange(ended, [], noon)?.schedule).toMatchObject({ state: "canceled", endedAt: noon });
  });
});

describe("a prepaid schedule", () => {
  const prepaid: ScheduleRecord = { ...recurring, plannedThrough: noon + 3_600_000, creditsLeft: 0 };

  it("resumed with its last credit in a waiting occurrence waits for that", () => {
    const held = openDelivery(1, { reason: "paused", scheduledFor: noon + 3_600_000 });
    const change = resumeChange({ ...prepaid, state: "paused" }, [held], noon);
    expect(change?.schedule).toMatchObject({ state: "active", emitAt: noon + 3_600_000 });
    expect(numbers(change)).toEqual({ ...none, release: [1] });
  });
});

describe("a schedule with a new plan of which nothing is planned yet", () => {
  it("is planned as soon as it was to be when it is paused", () => {
    const begun: ScheduleRecord = { ...recurring, plannedThrough: null, emitAt: noon };
    expect(pauseChange(begun, [], noon)?.schedule.emitAt).toBe(noon);
  });
});
