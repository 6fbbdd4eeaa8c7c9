import type { Clock } from "./clock.ts";

/** A timer that has not run. */
interface Waiting {
  /** When it is to run, by the moved time. */
  readonly at: number;
  readonly run: () => void;
  callOff: () => void;
}

/**
 * A clock that is ahead of another one, by a distance that only grows, so that tests can let days pass in a moment.
 * When it is moved, timers whose time has come run at once, and the others run so much sooner. Monotonic time is the
 * other clock's: limits of real things, such as leases, hold on.
 *
 * Whatever waits for something real, such as an answer of a peer, must use the other clock.
 */
export class MovedClock implements Clock {
  readonly #real: Clock;
  readonly #waiting = new Set<Waiting>();
  readonly #whenMoved: (() => void)[] = [];
  #aheadMs = 0;

  constructor(real: Clock) {
    this.#real = real;
  }

  /** Milliseconds by which it is ahead. */
  get aheadMs(): number {
    return this.#aheadMs;
  }

  now(): number {
    return this.#real.now() + this.#aheadMs;
  }

  monotonic(): number {
    return this.#real.monotonic();
  }

  after(delayMs: number, run: () => void): () => void {
    const waiting: Waiting = { at: this.now() + delayMs, run, callOff: () => undefined };
    this.#waiting.add(waiting);
    this.#arm(waiting, delayMs);
    return () => {
      this.#waiting.delete(waiting);
      waiting.callOff();
    };
  }

  /** Calls `run` each time it was moved, for loops that look at intervals. */
  whenMoved(run: () => void): void {
    this.#whenMoved.push(run);
  }

  /** Moves it to `aheadMs` ahead; a smaller distance than the present one changes nothing. */
  move(aheadMs: number): void {
    if (aheadMs <= this.#aheadMs) return;
    this.#aheadMs = aheadMs;
    const now = this.now();
    for (const waiting of [...this.#waiting]) {
      waiting.callOff();
      this.#arm(waiting, waiting.at - now);
    }
    for (const run of this.#whenMoved) run();
  }

  #arm(waiting: Waiting, delayMs: number): void {
    waiting.callOff = this.#real.after(delayMs, () => {
      this.#waiting.delete(waiting);
      waiting.run();
    });
  }
}
