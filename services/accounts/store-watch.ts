import type { Clock } from "../runtime/clock.ts";
import type { Logger } from "../runtime/logger.ts";

export interface StoreWatchOptions {
  /** The store's clock, Unix milliseconds; throws when the store is away. */
  readonly readTime: () => Promise<number>;
  readonly clock: Clock;
  readonly log: Logger;
  /** Hears after every look whether the store answers. */
  readonly setServing: (serving: boolean) => void;
}

/** The time between the end of one look and the next. */
const lookEveryMs = 2_000;
/** A store that takes longer than this does not answer. */
const answerWithinMs = 3_000;
const mostApartMs = 1_000;

/**
 * Looks at the store every few seconds: a process serves only while its store answers. Logs when that
 * changes, and when the two clocks part by more than a second or meet again. The first look is now.
 *
 * @returns stops it
 */
export function watchStore({ readTime, clock, log, setServing }: StoreWatchOptions): () => void {
  let stopped = false;
  let callOff = () => {};
  let answered = true;
  let apart = false;

  const look = async () => {
    const askedAt = clock.now();
    const answer = await within(clock, readTime());
    if (stopped) return;
    if (answer.ok !== answered) {
      if (answer.ok) log.info("the store answers again");
      else log.warn({ err: answer.error }, "the store does not answer");
      answered = answer.ok;
    }
    if (answer.ok) compare(answer.time, askedAt, clock.now());
    setServing(answer.ok);
    callOff = clock.after(lookEveryMs, look);
  };

  const compare = (storeTime: number, askedAt: number, answeredAt: number) => {
    // The store read its clock somewhere between the two; only what is beyond both counts.
    const differenceMs = Math.max(storeTime - answeredAt, askedAt - storeTime, 0);
    const nowApart = differenceMs > mostApartMs;
    if (nowApart !== apart) {
      if (nowApart) log.warn({ differenceMs }, "this machine's clock and the store's differ");
      else log.info("this machine's clock and the store's agree again");
      apart = nowApart;
    }
  };

  void look();
  return () => {
    stopped = true;
    callOff();
  };
}

type Answer = { readonly ok: true; readonly time: number } | { readonly ok: false; readonly error: unknown };

function within(clock: Clock, time: Promise<number>): Promise<Answer> {
  return new Promise((resolve) => {
    const callOff = clock.after(answerWithinMs, () => {
      resolve({ ok: false, error: new Error(`no answer in ${answerWithinMs} ms`) });
    });
    time
      .then(
        (value): Answer => ({ ok: true, time: value }),
        (error: unknown): Answer => ({ ok: false, error }),
      )
      .then((answer) => {
        callOff();
        resolve(answer);
      });
  });
}
