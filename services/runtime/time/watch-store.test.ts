import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { standingClock } from "../../../test/receiver/standing-clock.ts";
import { createLogger } from "../logging/logger.ts";
import { StoreClock } from "./store-clock.ts";
import { watchStore } from "./watch-store.ts";

/** A look at the store, answered by the test. */
type Look = PromiseWithResolvers<number>;

const startAt = Date.UTC(2026, 6, 1);

describe("watchStore", () => {
  let time: ReturnType<typeof standingClock>;
  let looks: Look[];
  let clock: StoreClock;
  let problems: (string | null)[];
  let lines: string[];
  let stop: () => Promise<void>;

  beforeEach(() => {
    time = standingClock(startAt);
    looks = [];
    clock = new StoreClock(time.clock);
    problems = [];
    lines = [];
    const log = createLogger("accounts", "silent");
    const write = (_fields: unknown, message?: string) => void lines.push(message ?? String(_fields));
    const watch = watchStore({
      storeTime() {
        const look = Promise.withResolvers<number>();
        looks.push(look);
        return look.promise;
      },
      clock,
      log: Object.assign(log, { info: write, warn: write, error: write }),
      setProblem: (problem) => void problems.push(problem),
    });
    stop = watch.stop;
  });
  afterEach(async () => {
    looks.at(-1)?.resolve(time.clock.now());
    await stop();
  });

  /** Answers the running look, and waits until the next one is scheduled. */
  async function answer(storeTime: number | Error): Promise<void> {
    const look = looks.at(-1);
    if (storeTime instanceof Error) look?.reject(storeTime);
    else look?.resolve(storeTime);
    await waits(problems.length + 1);
  }

  /** Waits until `told` looks were reported and the next one is scheduled. */
  async function waits(told: number): Promise<void> {
    await expect
      .poll(() => ({ told: problems.length, timers: time.timerCount }), { interval: 1 })
      .toEqual({ told, timers: 1 });
  }

  /** Advances the time to the next look. */
  async function nextLook(): Promise<void> {
    const before = looks.length;
    time.move(1_000);
    await expect.poll(() => looks.length, { interval: 1 }).toBe(before + 1);
  }

  const away = "the store does not answer";

  it("looks at once, and again a second after the answer", async () => {
    expect(looks).toHaveLength(1);
    await answer(startAt);
    expect(problems).toEqual([null]);
    time.move(999);
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
    expect(problems).toEqual([away, away, null]);
    expect(lines).toContain(away);
    expect(lines.filter((line) => line === away)).toHaveLength(1);
    expect(lines).toContain("the store answers again");
  });

  it("treats a hanging store as away", async () => {
    time.move(3_000);
    await waits(1);
    expect(problems).toEqual([away]);
    await nextLook();
    await answer(time.clock.now());
    expect(problems).toEqual([away, null]);
  });

  for (const [differenceMs, differ] of [
    [1_000, false],
    [1_002, true],
    [-1_000, false],
    [-1_002, true],
  ] as const) {
    it(`${differ ? "stands aside for a while" : "takes part"} when the store is ${differenceMs} ms ahead`, async () => {
      await answer(startAt + differenceMs);
      if (!differ) {
        expect(problems).toEqual([null]);
        expect(lines.filter((line) => line.includes("clock"))).toEqual([]);
        return;
      }
      expect(problems).toEqual([
        expect.stringMatching(/(behind|ahead of) the store's and is being measured/),
      ]);
      for (let look = 0; look < 2; look++) {
        // It looks more often meanwhile.
        time.move(200);
        await expect.poll(() => looks.length, { interval: 1 }).toBe(look + 2);
        await answer(time.clock.now() + differenceMs);
      }
      expect(problems.at(-1)).toBe(null);
      expect(lines.filter((line) => line.includes("aside"))).toHaveLength(1);
      expect(lines.filter((line) => line.includes("is corrected"))).toHaveLength(1);
      expect(lines).toContain("takes part again: the store's time is known");
    });
  }

  it("does not count the time that the answer took", async () => {
    time.move(2_900);
    await answer(startAt + 2_900);
    expect(problems).toEqual([null]);
  });

  it("leaves no timer behind when it is stopped", async () => {
    await answer(startAt);
    await stop();
    expect(time.timerCount).toBe(0);
  });
});
