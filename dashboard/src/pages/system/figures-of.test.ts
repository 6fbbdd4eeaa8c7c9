import { describe, expect, it } from "vitest";
import { figuresOf } from "./figures-of.ts";

describe("figuresOf", () => {
  it("takes the worst clock, the newest backlog, and adds up what is on the wire", () => {
    const figures = figuresOf({
      processes: {
        scheduler: { landfall_clock_ahead_seconds: 0.002, landfall_standing_aside: 0 },
        "dispatcher-2": {
          landfall_clock_ahead_seconds: -1.5,
          landfall_standing_aside: 1,
          landfall_due_deliveries: 3,
          landfall_oldest_overdue_seconds: 61,
          landfall_attempts_in_flight: 2,
        },
        dispatcher: { landfall_due_deliveries: 4, landfall_attempts_in_flight: 1 },
      },
    });
    expect(figures.clockAheadMs).toBe(-1_500);
    expect(figures.backlog).toMatchObject({ due: 4, oldestOverdueMs: 61_000, inFlight: 3 });
    expect(figures.processes.map(({ name, standsAside }) => [name, standsAside])).toEqual([
      ["dispatcher", false],
      ["dispatcher-2", true],
      ["scheduler", false],
    ]);
  });

  it("tells no backlog while no dispatcher can be asked", () => {
    expect(figuresOf({ processes: { gateway: {} } })).toMatchObject({ backlog: null, clockAheadMs: null });
  });
});
