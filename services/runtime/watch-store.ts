import type { Clock } from "./clock.ts";
import type { Logger } from "./logger.ts";
import { type Loop, startLoop } from "./loop.ts";

export interface StoreWatchOptions {
  readonly clock: Clock;
  readonly log: Logger;
  /** The store's clock, Unix milliseconds; rejects while the store does not answer. */
  storeTime(): Promise<number>;
  /** Told after every look whether the process can serve. */
  setServing(serving: boolean): void;
}

const lookEveryMs = 3_000;
/** A store that takes longer than this does not answer: a connection can hang for many minutes. */
const answerWithinMs = 3_000;
const longestClockGapMs = 1_000;

/**
 * Looks after the store every few seconds: the process serves while it answers. Says so when this machine's
 * clock and the store's part, since deliveries are timed by the one and recorded beside the other. Each
 * change is said once.
 */
export function watchStore({ clock, log, storeTime, setServing }: StoreWatchOptions): Loop {
  let serving = true;
  let apart = false;

  const compare = (gapMs: number) => {
    const nowApart = gapMs > longestClockGapMs;
    if (nowApart && !apart) log.warn({ gap_ms: gapMs }, "this clock and the store's differ");
    if (!nowApart && apart) log.info("this clock and the store's agree again");
    apart = nowApart;
  };

  return startLoop({
    name: "watch-store",
    clock,
    log,
    async runOnce() {
      const before = clock.now();
      try {
        const theirs = await inTime(clock, storeTime());
        // The store read its clock somewhere between the two instants; only what is beyond both counts.
        compare(Math.max(before - theirs, theirs - clock.now()));
        if (!serving) log.info("the store answers again");
        serving = true;
      } catch (error) {
        if (serving) log.error({ err: error }, "the store does not answer");
        serving = false;
      }
      setServing(serving);
      return lookEveryMs;
    },
  });
}

function inTime(clock: Clock, answer: Promise<number>): Promise<number> {
  return new Promise((resolve, reject) => {
    const callOff = clock.after(answerWithinMs, () => {
      reject(new Error(`no answer in ${answerWithinMs} ms`));
    });
    answer.finally(callOff).then(resolve, reject);
  });
}
