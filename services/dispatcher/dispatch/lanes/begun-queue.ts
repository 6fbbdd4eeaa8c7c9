import type { Held } from "../held.ts";

/** The longest wait for a place; then the attempt is given up, because a begun delivery cannot be canceled. */
const longestMs = 1_000;

/** A begun delivery that has waited since `at`. */
interface Waiting {
  readonly held: Held;
  readonly at: number;
}

/** Begun deliveries that wait for a place in their lane, in the order of their begins, on-time ones first. */
export class BegunQueue {
  readonly #onTime: Waiting[] = [];
  readonly #overdue: Waiting[] = [];

  add(held: Held, now: number): void {
    (held.overdue ? this.#overdue : this.#onTime).push({ held, at: now });
  }

  /** Takes the next one. */
  take(): Held | undefined {
    return (this.#onTime.shift() ?? this.#overdue.shift())?.held;
  }

  /** Takes those that have waited longer than the bound. */
  takeStuck(now: number): Held[] {
    return [this.#onTime, this.#overdue].flatMap((waiting) => {
      const stuck = waiting.filter(({ at }) => at < now - longestMs).length;
      return heldOf(waiting.splice(0, stuck));
    });
  }

  takeAll(): Held[] {
    return heldOf([...this.#onTime.splice(0), ...this.#overdue.splice(0)]);
  }
}

function heldOf(waiting: readonly Waiting[]): Held[] {
  return waiting.map(({ held }) => held);
}
