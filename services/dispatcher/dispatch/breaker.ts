import type { BreakerState } from "../../store/for-dispatcher.ts";

export interface BreakerPolicy {
  /** Failures in a row, and over how long at least, that open it: a burst of failures alone does not. */
  readonly failures: number;
  readonly failingMs: number;
  /** How long it lets nothing through before it probes; doubles with each probe that fails, up to the most. */
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
 * A circuit breaker: closed until attempts have failed one after the other for a while; then open, and nothing
 * goes out; after a time half open, and one attempt goes out as a probe, which closes it or opens it again for
 * longer. Reads no clock.
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

  /** When it next lets a probe through; meaningful while it is open. */
  get probeAt(): number {
    return this.#probeAt;
  }

  /** True if its last attempt failed. */
  get isFailing(): boolean {
    return this.#failures > 0;
  }

  /** Its state at `now`; an open one becomes half open when its time has come. */
  stateAt(now: number): BreakerState {
    if (this.#state === "open" && now >= this.#probeAt) this.#state = "half_open";
    return this.#state;
  }

  /** Notes how an attempt ended. */
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
