import type { Logger } from "./logger.ts";
import type { Loop } from "./loop.ts";
import type { StoreClock } from "./store-clock.ts";
import type { Telemetry } from "./telemetry/telemetry.ts";
import { watchStore } from "./watch-store.ts";

export interface FollowOptions {
  readonly clock: StoreClock;
  readonly log: Logger;
  readonly telemetry: Telemetry;
  /** The store's clock, Unix milliseconds; rejects while the store does not answer. */
  storeTime(): Promise<number>;
  /** What the health service says of this process. */
  setServing(serving: boolean): void;
}

/** Watches the store and its clock for as long as the process lives, and shows by what it goes: health, status, figures. */
export function followStore({ clock, log, telemetry, storeTime, setServing }: FollowOptions): Loop {
  let problem: string | null = null;
  telemetry.showStatus(() => ({ problem: problem ?? undefined, clockAheadMs: clock.aheadMs }));
  telemetry.gauge(
    {
      name: "landfall_clock_ahead_seconds",
      help: "By how much this machine's clock is ahead of the store's; below 0: behind. It is corrected by that.",
      labels: [],
    },
    () => clock.aheadMs / 1_000,
  );
  telemetry.gauge(
    {
      name: "landfall_standing_aside",
      help: "1 while the process does nothing by its clock, since the store's time is in doubt; else 0.",
      labels: [],
    },
    () => (clock.doubt() === null ? 0 : 1),
  );
  return watchStore({
    clock,
    log,
    storeTime,
    setProblem(current) {
      problem = current;
      setServing(current === null);
    },
  });
}
