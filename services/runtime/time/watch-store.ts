import type { Logger } from "../logging/logger.ts";
import { type Loop, startLoop } from "../process/loop.ts";
import { describe, type StoreClock } from "./store-clock.ts";

export interface StoreWatchOptions {
  /** Receives the result of each look. */
  readonly clock: StoreClock;
  readonly log: Logger;
  /** The store's clock, in Unix milliseconds; rejects while the store does not answer. */
  storeTime(): Promise<number>;
  /** Called after every look with the reason why the process cannot serve; null if it can. */
  setProblem(problem: string | null): void;
}

const lookEveryMs = 1_000;
/** Interval while the time is in doubt. */
const lookAgainMs = 200;
/** A store that takes longer counts as not answering: a connection can hang for many minutes. */
const answerWithinMs = 3_000;
const longestClockGapMs = 1_000;

/** Reads the store's clock once. @throws if the store does not answer in time */
export async function readStoreTime(
  clock: StoreClock,
  storeTime: StoreWatchOptions["storeTime"],
): Promise<void> {
  const askedAt = clock.monotonic();
  const theirs = await inTime(clock, storeTime());
  clock.note({ askedAt, theirs, answeredAt: clock.monotonic() });
}

/**
 * Checks the store every second: the process serves while the store answers and its time is known. Logs
 * when the process stands aside because its time is in doubt, and when this machine's clock differs from
 * the store's. Logs each change once.
 */
export function watchStore({ clock, log, storeTime, setProblem }: StoreWatchOptions): Loop {
  let serving = true;
  let apart = false;
  let doubted: string | null = null;

  const compare = () => {
    const { aheadMs } = clock;
    const nowApart = Math.abs(aheadMs) > longestClockGapMs;
    if (nowApart && !apart)
      log.warn(
        { ahead_ms: aheadMs },
        `this machine's clock is ${describe(aheadMs)} the store's, and is corrected`,
      );
    if (!nowApart && apart)
      log.info({ ahead_ms: aheadMs }, "this machine's clock and the store's agree again");
    apart = nowApart;
  };
  const doubt = () => {
    const why = clock.doubt();
    if (why !== null && doubted === null)
      log.warn({ why }, "stands aside: nothing is claimed, reclaimed or planned");
    if (why === null && doubted !== null) log.info("takes part again: the store's time is known");
    doubted = why;
  };

  return startLoop({
    name: "watch-store",
    clock,
    log,
    async runOnce() {
      try {
        // Checked before asking: a process that stood still must not act until it has heard from the store.
        doubt();
        await readStoreTime(clock, storeTime);
        compare();
        doubt();
        if (!serving) log.info("the store answers again");
        serving = true;
      } catch (error) {
        if (serving) log.error({ err: error }, "the store does not answer");
        serving = false;
      }
      setProblem(serving ? doubted : "the store does not answer");
      return doubted === null ? lookEveryMs : lookAgainMs;
    },
  });
}

function inTime(clock: StoreClock, answer: Promise<number>): Promise<number> {
  return new Promise((resolve, reject) => {
    const callOff = clock.after(answerWithinMs, () => {
      reject(new Error(`no answer in ${answerWithinMs} ms`));
    });
    answer.finally(callOff).then(resolve, reject);
  });
}
