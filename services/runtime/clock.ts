/**
 * The time, handed in wherever a decision depends on it, so that a test can move it.
 * Instants are whole milliseconds since the Unix epoch, UTC.
 */
export interface Clock {
  now(): number;
  /**
   * Milliseconds, with fractions, on a clock that nobody sets: only differences mean anything. For bounds that must hold
   * even when the time is put right meanwhile.
   */
  monotonic(): number;
  /**
   * Runs `run` once, no earlier than `delayMs` from now (0 or less: as soon as possible).
   * Returns a function that calls it off; calling it off twice, or too late, does nothing.
   */
  after(delayMs: number, run: () => void): () => void;
}

/** The longest delay that Node's timers take; a longer one would fire at once. */
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
