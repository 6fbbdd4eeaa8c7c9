import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { standingClock } from "../../../test/receiver/standing-clock.ts";
import { createLogger } from "../logging/logger.ts";
import { createTelemetry, type Telemetry } from "../telemetry/telemetry.ts";
import { followStore } from "./follow-store.ts";
import { StoreClock } from "./store-clock.ts";

describe("a process that follows its store", () => {
  const time = standingClock(Date.UTC(2026, 6, 1));
  const away = new Error("nobody answers");
  let telemetry: Telemetry;
  let store: { reads: boolean; writes: boolean };
  let serving: boolean | null;
  let stop: () => Promise<void>;
  const problem = async () => (await telemetry.handlers.getStatus()).problem;

  beforeEach(() => {
    store = { reads: true, writes: true };
    serving = null;
    telemetry = createTelemetry("test");
  });
  afterEach(() => stop());

  function follow(): void {
    const answer = async <Answer>(can: boolean, what: Answer) => {
      if (!can) throw away;
      return what;
    };
    const following = followStore({
      clock: new StoreClock(time.clock),
      log: createLogger("test", "silent"),
      telemetry,
      storeTime: () => answer(store.reads, time.clock.now()),
      write: () => answer(store.writes, undefined),
      setServing(now) {
        serving = now;
      },
    });
    stop = following.stop;
  }
  /** Runs the looks of some seconds, one after the other. */
  const untilServing = (wanted: boolean) =>
    vi.waitFor(() => {
      time.move(500);
      expect(serving).toBe(wanted);
    });

  it("serves while the store reads and writes, and no longer when it only reads", async () => {
    follow();
    await untilServing(true);
    expect(await problem()).toBeUndefined();
    store.writes = false;
    await untilServing(false);
    expect(await problem()).toBe("the store cannot be written to");
    store.writes = true;
    await untilServing(true);
  });

  it("reports a store that is away as not answering", async () => {
    store = { reads: false, writes: false };
    follow();
    await untilServing(false);
    expect(await problem()).toBe("the store does not answer");
  });
});
