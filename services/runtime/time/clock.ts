/**
 * Source of the time, passed in wherever a decision depends on it, so that tests can control it. Instants
 * are whole milliseconds since the Unix epoch, UTC.
 */
export interface Clock {
  now(): number;
  /**
   * Milliseconds, with fractions, of a monotonic clock: only differences mean anything. For limits that
   * must hold even if the system time is changed.
   */
  monotonic(): number;
  /**
   * Runs `run` once, no earlier than `delayMs` from now (0 or less: as soon as possible). Returns a
   * function that cancels it; canceling twice or too late does nothing.
   */
  after(delayMs: number, run: () => void): () => void;
}

/** The longest delay of Node's timers; a longer one would fire at once. */
const longestTimerMs = 2_147_483_647;

/** The machine's clock and Node's timers. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, Math.min(Math.max(delayMs, 0), longestTimerMs));
    return () => clearTimeout(timer);
  },
};

/** Waits `delayMs`; an abort ends the wait early, without an error. */
export function sleep(clock: Clock, delayMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const finish = () => {
      callOff();
      signal?.removeEventListener("abort", finish);
      resolve();
    };
    const callOff = clock.after(delayMs, finish);
    signal?.addEventListener("abort", finish, { once: true });
  });
}
