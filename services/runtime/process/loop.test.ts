import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { standingClock } from "../../../test/receiver/standing-clock.ts";
import { createLogger } from "../logging/logger.ts";
import { type Loop, startLoop } from "./loop.ts";

describe("startLoop", () => {
  let time: ReturnType<typeof standingClock>;
  let passes: PromiseWithResolvers<number>[];
  let loop: Loop;
  /** Lets settled promises take effect. */
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
  const end = async (waitMs: number) => {
    passes.at(-1)?.resolve(waitMs);
    await settled();
  };

  beforeEach(() => {
    time = standingClock();
    passes = [];
    const runOnce = () => {
      const pass = Promise.withResolvers<number>();
      passes.push(pass);
      return pass.promise;
    };
    loop = startLoop({ name: "test", clock: time.clock, log: createLogger("test", "silent"), runOnce });
  });
  afterEach(async () => {
    const stopped = loop.stop();
    passes.at(-1)?.resolve(0);
    await stopped;
    expect(time.timerCount).toBe(0);
  });

  it("waits for as long as a pass says, and not at all for 0", async () => {
    await end(0);
    expect(passes).toHaveLength(2);
    await end(1_000);
    time.move(999);
    await settled();
    expect(passes).toHaveLength(2);
    time.move(1);
    await settled();
    expect(passes).toHaveLength(3);
  });

  it("ends its wait when woken", async () => {
    await end(60_000);
    loop.wake();
    await settled();
    expect(passes).toHaveLength(2);
  });

  it("runs another pass at once when woken during one, then waits again", async () => {
    loop.wake();
    await end(60_000);
    expect(passes).toHaveLength(2);
    await end(60_000);
    expect(passes).toHaveLength(2);
  });

  it("tries again after 100 ms, then 200, when a pass fails", async () => {
    for (const waitMs of [100, 200]) {
      passes.at(-1)?.reject(new Error("no"));
      await settled();
      const count = passes.length;
      time.move(waitMs - 1);
      await settled();
      expect(passes).toHaveLength(count);
      time.move(1);
      await settled();
      expect(passes).toHaveLength(count + 1);
    }
  });

  it("stops within its wait", async () => {
    await end(60_000);
    await loop.stop();
    expect(passes).toHaveLength(1);
  });
});
