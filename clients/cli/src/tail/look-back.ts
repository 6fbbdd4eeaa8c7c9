/** An attempt may last five minutes and is on record when it ends, under the instant at which it began. */
const longestAttemptMs = 330_000;
/** Most attempts last less than this; each look goes back that far. */
const usualMs = 10_000;
const wideEveryMs = 15_000;

/** Decides how far back each look at the log goes: a little each time, and now and then as far as an attempt may last. */
export class LookBack {
  readonly #beganAt: number;
  #wideAt: number;
  #reachedAt: number;

  /** @param from the instant from which everything is shown */
  constructor(from: number, now: number) {
    this.#beganAt = from;
    this.#reachedAt = from;
    this.#wideAt = now;
  }

  /** The instant to ask from. */
  after(now: number): number {
    const isWide = now - this.#wideAt >= wideEveryMs;
    return Math.max(this.#beganAt, this.#reachedAt - (isWide ? longestAttemptMs : usualMs));
  }

  /** Attempts that began before this instant are never asked for again. */
  get floor(): number {
    return this.#reachedAt - longestAttemptMs;
  }

  /** Records that all before `now` was seen, as far as it was on record. @param after what `after` answered */
  done(after: number, now: number): void {
    if (after <= Math.max(this.#beganAt, this.#reachedAt - longestAttemptMs)) this.#wideAt = now;
    this.#reachedAt = now;
  }
}
