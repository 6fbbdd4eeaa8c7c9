import { describe, expect, it } from "vitest";
import { StoreClock } from "./store-clock.ts";

const storeAt = Date.UTC(2026, 6, 1);

/**
 * A machine and its store: the machine's clock is ahead by `aheadMs`, and each look at the store takes 2
 * ms.
 */
function machine(aheadMs = 0) {
  let elapsed = 1_000;
  let ahead = aheadMs;
  const real = () => storeAt + elapsed;
  const clock = new StoreClock({
    now: () => Math.floor(real() + ahead),
    monotonic: () => elapsed,
    after: () => () => undefined,
  });
  const look = (theirs = real()) => {
    clock.note({ askedAt: elapsed - 2, theirs: Math.floor(theirs - 1), answeredAt: elapsed });
  };
  return {
    clock,
    real,
    look,
    pass: (ms: number) => {
      elapsed += ms;
    },
    set: (ms: number) => {
      ahead = ms;
    },
    /** Looks once a second for this many seconds. */
    watch(seconds: number, theirs = real) {
      for (let second = 0; second < seconds; second++) {
        elapsed += 1_000;
        look(theirs());
      }
    },
  };
}

describe("the store's time", () => {
  it("is the machine's while it agrees with the store's", () => {
    const { clock, real, look, pass } = machine();
    expect(clock.doubt()).toMatch(/not been read/);
    look();
    expect(clock.doubt()).toBe(null);
    pass(777);
    expect(clock.now()).toBe(real());
    expect(clock.aheadMs).toBe(0);
  });

  for (const aheadMs of [30_000, -30_000, 1_010, -1_010]) {
    it(`is corrected on a machine that is ${aheadMs} ms ahead, once several looks agree`, () => {
      const { clock, real, look, watch } = machine(aheadMs);
      look();
      expect(clock.doubt()).toMatch(aheadMs > 0 ? /ahead of the store's/ : /behind the store's/);
      watch(2);
      expect(clock.doubt()).toBe(null);
      expect(Math.abs(clock.now() - real())).toBeLessThanOrEqual(2);
      expect(Math.abs(clock.aheadMs - aheadMs)).toBeLessThanOrEqual(2);
    });
  }

  it("is corrected at once for less than a second", () => {
    const { clock, real, look } = machine(-900);
    look();
    expect(clock.doubt()).toBe(null);
    expect(Math.abs(clock.now() - real())).toBeLessThanOrEqual(2);
  });

  it("does not change when the machine's clock is set, and is trusted again after several looks", () => {
    const { clock, real, set, look, watch } = machine();
    look();
    set(3_600_000);
    expect(clock.now()).toBe(real());
    watch(1);
    expect(clock.doubt()).toMatch(/3[56]\d{5} ms ahead of/);
    expect(Math.abs(clock.now() - real())).toBeLessThanOrEqual(2);
    watch(2);
    expect(clock.doubt()).toBe(null);
    set(0);
    watch(1);
    expect(clock.doubt()).not.toBe(null);
    watch(2);
    expect(clock.doubt()).toBe(null);
    expect(clock.aheadMs).toBe(0);
  });

  it("is in doubt while the machine runs at another speed", () => {
    const { clock, look, pass, real } = machine();
    look();
    for (let second = 1; second <= 10; second++) {
      pass(1_500);
      // The store's clock advances by one second for every second and a half of the machine's.
      look(real() - 500 * second);
      expect(clock.doubt()).toMatch(/parted from the store's by/);
    }
  });

  it("is not in doubt because of normal drift or a slow look", () => {
    const { clock, look, pass, real } = machine();
    look();
    for (let second = 1; second <= 100; second++) {
      pass(1_000);
      look(real() - 0.4 * second);
      expect(clock.doubt()).toBe(null);
    }
    const askedAt = clock.monotonic();
    const theirs = real() - 40;
    pass(2_000);
    clock.note({ askedAt, theirs, answeredAt: clock.monotonic() });
    expect(clock.doubt()).toBe(null);
  });

  it("follows the machine to the millisecond despite slow looks", () => {
    const { clock, look, pass, real, set } = machine();
    look();
    // Within the bounds of a slow look, but not within those of the earlier ones.
    set(300);
    pass(1_000);
    const askedAt = clock.monotonic();
    pass(400);
    const theirs = real();
    pass(400);
    clock.note({ askedAt, theirs, answeredAt: clock.monotonic() });
    expect(Math.abs(clock.now() - real())).toBeLessThanOrEqual(2);
  });

  it("is in doubt when the store could not be read for long, or the process stood still", () => {
    const { clock, look, pass } = machine();
    look();
    pass(5_000);
    expect(clock.doubt()).toBe(null);
    pass(2);
    expect(clock.doubt()).toMatch(/could not be read lately/);
    look();
    expect(clock.doubt()).toBe(null);
  });

  it("follows a store whose clock was set, after a while in doubt", () => {
    const { clock, look, watch, real } = machine();
    look();
    watch(1, () => real() - 60_000);
    expect(clock.doubt()).not.toBe(null);
    watch(2, () => real() - 60_000);
    expect(clock.doubt()).toBe(null);
    expect(Math.abs(clock.now() - (real() - 60_000))).toBeLessThanOrEqual(2);
  });
});
