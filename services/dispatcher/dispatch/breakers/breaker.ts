import type { BreakerState } from "../../../store/for-dispatcher.ts";

export interface BreakerPolicy {
  /** Opens after this many failures in a row over at least `failingMs`; a short burst does not open it. */
  readonly failures: number;
  readonly failingMs: number;
  /** Time it stays open before a probe; doubles with each failed probe, up to the maximum. */
  readonly leastOpenMs: number;
  readonly mostOpenMs: number;
}

export const defaultBreakerPolicy: BreakerPolicy = {
  failures: 20,
  failingMs: 30_000,
  leastOpenMs: 10_000,
  mostOpenMs: 300_000,
};

/**
 * A circuit breaker. It is closed until attempts have failed in a row for a while; then it is open and
 * nothing is sent. After a wait it is half open: one attempt goes out as a probe, which closes it, or opens
 * it again for longer. Reads no clock.
 */
export class Breaker {
  readonly #policy: BreakerPolicy;
  #state: BreakerState = "closed";
  #failures = 0;
  #failingSince: number | null = null;
  #openMs: number;
  #probeAt = 0;

  constructor(policy: BreakerPolicy) {
    this.#policy = policy;
    this.#openMs = policy.leastOpenMs;
  }

  /** The time of the next probe; meaningful only while it is open. */
  get probeAt(): number {
    return this.#probeAt;
  }

  /** True if the last attempt failed. */
  get isFailing(): boolean {
    return this.#failures > 0;
  }

  /** True while it holds deliveries back: open, or half open. */
  get isOpen(): boolean {
    return this.#state !== "closed";
  }

  /** State at `now`; an open breaker becomes half open when its wait is over. */
  stateAt(now: number): BreakerState {
    if (this.#state === "open" && now >= this.#probeAt) this.#state = "half_open";
    return this.#state;
  }

  /** Records the result of an attempt. */
  note(succeeded: boolean, now: number): void {
    if (succeeded) {
      this.#state = "closed";
      this.#failures = 0;
      this.#failingSince = null;
      this.#openMs = this.#policy.leastOpenMs;
      return;
    }
    this.#failures++;
    this.#failingSince ??= now;
    if (this.stateAt(now) === "half_open") {
      this.#openMs = Math.min(this.#openMs * 2, this.#policy.mostOpenMs);
      this.#open(now);
    } else if (
      this.#state === "closed" &&
      this.#failures >= this.#policy.failures &&
      now - this.#failingSince >= this.#policy.failingMs
    ) {
      this.#open(now);
    }
  }

  #open(now: number): void {
    this.#state = "open";
    this.#probeAt = now + this.#openMs;
  }
}
