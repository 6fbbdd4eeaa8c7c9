import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { standingClock } from "../../../test/receiver/standing-clock.ts";
import { createLogger } from "../logging/logger.ts";
import type { Loop } from "../process/loop.ts";
import { collectAtRest, collectGarbage } from "./collect-at-rest.ts";

describe("collectAtRest", () => {
  let time: ReturnType<typeof standingClock>;
  let loop: Loop;
  let busyShare: number;
  let collections: number;
  /** Number of collections after `count` looks, ten seconds apart, at a process with this busy share. */
  const looks = async (count: number, share: number) => {
    busyShare = share;
    for (let look = 0; look < count; look++) {
      time.move(10_000);
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
    return collections;
  };

  beforeEach(() => {
    time = standingClock();
    busyShare = 0;
    collections = 0;
    loop = collectAtRest(time.clock, createLogger("test", "silent"), {
      busyShare: () => busyShare,
      async collect() {
        collections++;
      },
    });
  });
  afterEach(async () => {
    await loop.stop();
    expect(time.timerCount).toBe(0);
  });

  it("collects once after a load, as soon as the process is at rest", async () => {
    expect(await looks(9, 0.5)).toBe(0);
    expect(await looks(1, 0.04)).toBe(0);
    expect(await looks(1, 0.02)).toBe(1);
    expect(await looks(9, 0.02)).toBe(1);
    expect(await looks(1, 0.05)).toBe(1);
    expect(await looks(1, 0)).toBe(2);
  });

  it("collects at most once a minute, and not in the first minute", async () => {
    await looks(1, 0.5);
    expect(await looks(4, 0)).toBe(0);
    expect(await looks(1, 0)).toBe(1);
    for (let again = 0; again < 2; again++) {
      await looks(1, 0.5);
      expect(await looks(1, 0)).toBe(1);
    }
    await looks(1, 0.5);
    expect(await looks(1, 0)).toBe(2);
  });

  it("never collects at a low rate or with nothing to do", async () => {
    expect(await looks(9, 0.04)).toBe(0);
    expect(await looks(9, 0.01)).toBe(0);
  });
});

describe("collectGarbage", () => {
  it("frees unreferenced objects", async () => {
    const kept = { some: "thing" };
    const [weak, strong] = [new WeakRef({ another: "thing" }), new WeakRef(kept)];
    await collectGarbage();
    expect(weak.deref()).toBeUndefined();
    expect(strong.deref()).toBe(kept);
  });
});
