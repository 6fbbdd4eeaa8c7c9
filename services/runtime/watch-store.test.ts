import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { standingClock } from "../../test/receiver/standing-clock.ts";
import { createLogger } from "./logger.ts";
import { watchStore } from "./watch-store.ts";

/** One look at the store, which the test answers. */
type Look = PromiseWithResolvers<number>;

const startAt = Date.UTC(2026, 6, 1);

describe("watchStore", () => {
  let time: ReturnType<typeof standingClock>;
  let looks: Look[];
  let serving: boolean[];
  let lines: string[];
  let stop: () => Promise<void>;

  beforeEach(() => {
    time = standingClock(startAt);
    looks = [];
    serving = [];
    lines = [];
    const log = createLogger("accounts", "silent");
    const write = (_fields: unknown, message?: string) => void lines.push(message ?? String(_fields));
    const watch = watchStore({
      storeTime() {
        const look = Promise.withResolvers<number>();
        looks.push(look);
        return look.promise;
      },
      clock: time.clock,
      log: Object.assign(log, { info: write, warn: write, error: write }),
      setServing: (answer) => void serving.push(answer),
    });
    stop = watch.stop;
  });
  afterEach(async () => {
    looks.at(-1)?.resolve(time.clock.now());
    await stop();
  });

  /** Answers the look that is underway, and waits until that was heard and the next look is set. */
  async function answer(storeTime: number | Error): Promise<void> {
    const look = looks.at(-1);
    if (storeTime instanceof Error) look?.reject(storeTime);
    else look?.resolve(storeTime);
    await waits(serving.length + 1);
  }

  /** The watch has told of `told` looks and waits for the next one. */
  async function waits(told: number): Promise<void> {
    await expect
      .poll(() => ({ told: serving.length, timers: time.timerCount }), { interval: 1 })
      .toEqual({ told, timers: 1 });
  }

  /** Lets the time until the next look pass. */
  async function nextLook(): Promise<void> {
    const before = looks.length;
    time.move(3_000);
    await expect.poll(() => looks.length, { interval: 1 }).toBe(before + 1);
  }

  it("looks at once, and again three seconds after it was answered", async () => {
    expect(looks).toHaveLength(1);
    await answer(startAt);
    expect(serving).toEqual([true]);
    time.move(2_999);
    expect(time.timerCount).toBe(1);
    time.move(1);
    await expect.poll(() => looks.length, { interval: 1 }).toBe(2);
  });

  it("does not serve while the store is away, and says so once", async () => {
    await answer(new Error("gone"));
    await nextLook();
    await answer(new Error("gone"));
    await nextLook();
    await answer(time.clock.now());
    expect(serving).toEqual([false, false, true]);
    expect(lines).toEqual(["the store does not answer", "the store answers again"]);
  });

  it("takes a store that hangs for one that is away", async () => {
    time.move(3_000);
    await waits(1);
    expect(serving).toEqual([false]);
    await nextLook();
    await answer(time.clock.now());
    expect(serving).toEqual([false, true]);
  });

  for (const [differenceMs, differ] of [
    [1_000, false],
    [1_001, true],
    [-1_000, false],
    [-1_001, true],
  ] as const) {
    it(`${differ ? "says" : "does not say"} that the clocks differ at ${differenceMs} ms`, async () => {
      await answer(startAt + differenceMs);
      expect(lines).toEqual(differ ? ["this clock and the store's differ"] : []);
      expect(serving).toEqual([true]);
    });
  }

  it("does not count the time that the answer took", async () => {
    time.move(2_900);
    await answer(startAt + 2_900);
    expect(lines).toEqual([]);
  });

  it("says once that the clocks differ, and once that they agree again", async () => {
    for (const differenceMs of [5_000, 6_000, 0]) {
      await answer(time.clock.now() + differenceMs);
      await nextLook();
    }
    expect(lines).toEqual(["this clock and the store's differ", "this clock and the store's agree again"]);
  });

  it("leaves no timer behind when it is stopped", async () => {
    await answer(startAt);
    await stop();
    expect(time.timerCount).toBe(0);
  });
});
