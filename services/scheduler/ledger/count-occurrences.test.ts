import { describe, expect, it } from "vitest";
import type { DeliveryState } from "../../store/for-scheduler.ts";
import { countOccurrences } from "./count-occurrences.ts";

const writtenThrough = 100;
const none = { succeeded: 0, dead_lettered: 0, expired: 0, canceled: 0, skipped: 0 };
const called = (...ats: number[]) => ats.map((at) => ({ plan: 0, at }));
const row = (scheduledFor: number, state: DeliveryState, ordinal = 0) => ({ scheduledFor, state, ordinal });

describe("countOccurrences", () => {
  // Columns: the planned instants, the deliveries, then the counts: planned, open, not of the plan, holes,
  // settled.
  for (const [what, calls, rows, planned, open, besidePlan, holesAt, settled] of [
    ["nothing", [], [], 0, 0, 0, [], {}],
    ["a delivery of an instant", called(90), [row(90, "succeeded")], 1, 0, 0, [], { succeeded: 1 }],
    ["one that failed", called(90), [row(90, "dead_lettered")], 1, 0, 0, [], { dead_lettered: 1 }],
    ["one that expired", called(90), [row(90, "expired")], 1, 0, 0, [], { expired: 1 }],
    ["one skipped in a pause", called(90), [row(90, "skipped")], 1, 0, 0, [], { skipped: 1 }],
    ["one canceled by itself", called(110), [row(110, "canceled")], 1, 0, 0, [], { canceled: 1 }],
    [
      "open ones, due and not",
      called(90, 110),
      [row(90, "retrying"), row(110, "scheduled")],
      2,
      2,
      0,
      [],
      {},
    ],
    ["one on the wire", called(90), [row(90, "dispatching")], 1, 1, 0, [], {}],
    ["a lost one", called(80, 90), [row(80, "succeeded")], 2, 0, 0, [90], { succeeded: 1 }],
    ["a lost one, the last that must be there", called(100), [], 1, 0, 0, [100], {}],
    ["one whose delivery is still to be written", called(101), [], 1, 1, 0, [], {}],
    [
      "a delivery of another plan at that instant",
      [{ plan: 1, at: 90 }],
      [row(90, "canceled")],
      2,
      0,
      0,
      [90],
      { canceled: 1 },
    ],
    [
      "what ended with its plan",
      [{ plan: 1, at: 110 }],
      [row(110, "canceled"), row(110, "scheduled", 1)],
      2,
      1,
      0,
      [],
      { canceled: 1 },
    ],
    ["a replay at that instant", called(90), [row(90, "succeeded", -7)], 1, 0, 1, [90], {}],
    ["a trigger", [], [row(90, "retrying", -8), row(90, "succeeded", -7)], 0, 0, 2, [], {}],
  ] as const) {
    it(`counts ${what}`, () => {
      const expected = { planned, open, besidePlan, holesAt, settled: { ...none, ...settled } };
      expect(countOccurrences(calls, rows, writtenThrough)).toEqual(expected);
    });
  }
});
