import { describe, expect, it } from "vitest";
import { standingClock } from "../../../test/receiver/standing-clock.ts";
import { MovedClock } from "./moved-clock.ts";

const hour = 3_600_000;

describe("MovedClock", () => {
  it("is ahead of the other clock by what it was moved, and leaves monotonic time alone", () => {
    const real = standingClock(1_000);
    const moved = new MovedClock(real.clock);
    const monotonic = moved.monotonic();
    moved.move(hour);
    expect([moved.now(), moved.aheadMs, moved.monotonic()]).toEqual([1_000 + hour, hour, monotonic]);
    real.move(5);
    expect(moved.now()).toBe(1_005 + hour);
  });

  it("never goes back", () => {
    const moved = new MovedClock(standingClock(0).clock);
    moved.move(hour);
    moved.move(hour - 1);
    expect(moved.now()).toBe(hour);
  });

  it("runs timers whose time has come at once, and the others so much sooner", () => {
    const real = standingClock(0);
    const moved = new MovedClock(real.clock);
    const ran: string[] = [];
    moved.after(hour, () => ran.push("in an hour"));
    moved.after(2 * hour, () => ran.push("in two"));
    moved.move(2 * hour - 10);
    real.move(0);
    expect(ran).toEqual(["in an hour"]);
    real.move(9);
    expect(ran).toEqual(["in an hour"]);
    real.move(1);
    expect(ran).toEqual(["in an hour", "in two"]);
  });

  it("does not run a timer that was called off, before or after it was moved", () => {
    const real = standingClock(0);
    const moved = new MovedClock(real.clock);
    const ran: string[] = [];
    moved.after(hour, () => ran.push("early"))();
    const callOff = moved.after(2 * hour, () => ran.push("late"));
    moved.move(hour);
    callOff();
    real.move(3 * hour);
    expect(ran).toEqual([]);
  });

  it("tells those who look at intervals", () => {
    const moved = new MovedClock(standingClock(0).clock);
    const seen: number[] = [];
    moved.whenMoved(() => seen.push(moved.now()));
    moved.move(hour);
    moved.move(hour);
    expect(seen).toEqual([hour]);
  });
});
