import type { Logger } from "../logging/logger.ts";
import { type Loop, startLoop } from "../process/loop.ts";
import type { Telemetry } from "../telemetry/telemetry.ts";
import type { StoreClock } from "./store-clock.ts";
import { watchStore } from "./watch-store.ts";

export interface FollowOptions {
  readonly clock: StoreClock;
  readonly log: Logger;
  readonly telemetry: Telemetry;
  /** The store's clock, in Unix milliseconds; rejects while the store does not answer. */
  storeTime(): Promise<number>;
  /** Writes to the store; rejects while it cannot be written. */
  write(): Promise<void>;
  /** Sets what the health service reports for this process. */
  setServing(serving: boolean): void;
}

const writeEveryMs = 3_000;
/** Interval between attempts while the store cannot be written. */
const writeAgainMs = 1_000;

/**
 * Watches the store and its clock for the life of the process, and publishes the result: health, status,
 * metrics. A store that cannot be written counts as one that does not answer.
 */
export function followStore(options: FollowOptions): Loop {
  const { clock, log, telemetry, storeTime, write, setServing } = options;
  let problem: string | null = null;
  /** The error of the last write; null if it succeeded. */
  let unwritten: unknown = null;
  let reads = false;
  const probe = startLoop({
    name: "probe-store",
    clock,
    log,
    async runOnce() {
      unwritten = await write().then(
        () => null,
        (error: unknown) => error,
      );
      return unwritten === null ? writeEveryMs : writeAgainMs;
    },
  });
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
  telemetry.gauge(
    {
      name: "landfall_store_usable",
      help: "1 while the process can read and write the store; else 0.",
      labels: [],
    },
    () => (problem === null ? 1 : 0),
  );
  const watch = watchStore({
    clock,
    log,
    async storeTime() {
      reads = false;
      const theirs = await storeTime();
      reads = true;
      if (unwritten !== null) throw unwritten;
      return theirs;
    },
    setProblem(current) {
      problem = current !== null && reads && unwritten !== null ? "the store cannot be written to" : current;
      setServing(current === null);
    },
  });
  return {
    wake: () => watch.wake(),
    stop: async () => void (await Promise.all([probe.stop(), watch.stop()])),
  };
}
