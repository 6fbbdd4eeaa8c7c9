import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { standingClock } from "../../test/receiver/standing-clock.ts";
import { createLogger } from "../runtime/logger.ts";
import { watchStore } from "./store-watch.ts";

/** One look at the store, which the test answers. */
type Look = PromiseWithResolvers<number>;

const startAt = Date.UTC(2026, 6, 1);

describe("watchStore", () => {
  let time: ReturnType<typeof standingClock>;
  let looks: Look[];
  let serving: boolean[];
  let lines: string[];
  let stop: () => void;

  beforeEach(() => {
    time = standingClock(startAt);
    looks = [];
    serving = [];
    lines = [];
    const log = createLogger("accounts", "silent");
    const write = (_fields: unknown, message?: string) => void lines.push(message ?? String(_fields));
    stop = watchStore({
      readTime() {
        const look = Promise.withResolvers<number>();
        looks.push(look);
        return look.promise;
      },
      clock: time.clock,
      log: Object.assign(log, { info: write, warn: write }),
      setServing: (answer) => void serving.push(answer),
    });
  });
  afterEach(() => stop());

  /** Answers the look that is underway and waits until it was heard. */
  async function answer(storeTime: number | Error): Promise<void> {
    const heard = serving.length + 1;
    const look = looks.at(-1);
    if (storeTime instanceof Error) look?.reject(storeTime);
    else look?.resolve(storeTime);
    await expect.poll(() => serving.length, { interval: 1 }).toBe(heard);
  }

  it("looks at once, and again every two seconds", async () => {
    expect(looks).toHaveLength(1);
    await answer(startAt);
    expect(serving).toEqual([true]);
    time.move(1_999);
    expect(looks).toHaveLength(1);
    time.move(1);
    expect(looks).toHaveLength(2);
  });

  it("does not serve while the store is away, and says so once", async () => {
    await answer(new Error("gone"));
    time.move(2_000);
    await answer(new Error("gone"));
    time.move(2_000);
    await answer(time.clock.now());
    expect(serving).toEqual([false, false, true]);
    expect(lines).toEqual(["the store does not answer", "the store answers again"]);
  });

  it("takes a store that hangs for one that is away", async () => {
    time.move(3_000);
    await expect.poll(() => serving, { interval: 1 }).toEqual([false]);
    time.move(2_000);
    expect(looks).toHaveLength(2);
  });

  for (const [differenceMs, differ] of [
    [1_000, false],
    [1_001, true],
    [-1_000, false],
    [-1_001, true],
  ] as const) {
    it(`${differ ? "says" : "does not say"} that the clocks differ at ${differenceMs} ms`, async () => {
      await answer(startAt + differenceMs);
      expect(lines).toEqual(differ ? ["this machine's clock and the store's differ"] : []);
      expect(serving).toEqual([true]);
    });
  }

  it("does not count the time that the answer took", async () => {
    time.move(2_500);
    await answer(startAt + 2_500);
    expect(lines).toEqual([]);
  });

  it("says once that the clocks differ, and once that they agree again", async () => {
    for (const differenceMs of [5_000, 6_000, 0]) {
      await answer(time.clock.now() + differenceMs);
      time.move(2_000);
    }
    expect(lines).toEqual([
      "this machine's clock and the store's differ",
      "this machine's clock and the store's agree again",
    ]);
  });

  it("leaves no timer behind when it is stopped", async () => {
    await answer(startAt);
    stop();
    expect(time.timerCount).toBe(0);
  });
});
