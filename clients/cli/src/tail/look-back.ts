/** An attempt may last five minutes, and is recorded at its end with the instant of its begin. */
const longestAttemptMs = 330_000;
/** Most attempts are shorter; each request looks back this far. */
const usualMs = 10_000;
const wideEveryMs = 15_000;

/**
 * Decides how far back each request to the log goes: a little each time, and now and then as long as an attempt may
 * last.
 */
export class LookBack {
  readonly #beganAt: number;
  #wideAt: number;
  #reachedAt: number;

  /** @param from attempts that began earlier are not shown */
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

  /** Earlier attempts are not requested again. */
  get floor(): number {
    return this.#reachedAt - longestAttemptMs;
  }

  /** Records that everything recorded before `now` was seen. @param after the last result of `after` */
  done(after: number, now: number): void {
    if (after <= Math.max(this.#beganAt, this.#reachedAt - longestAttemptMs)) this.#wideAt = now;
    this.#reachedAt = now;
  }
}
