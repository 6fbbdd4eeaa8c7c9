import type { Held } from "../held.ts";

/** A begun delivery without a connection for this long loses its attempt: meanwhile it cannot be canceled. */
const longestMs = 1_000;

/** A begun delivery, and since when it has waited for a connection. */
interface Lined {
  readonly held: Held;
  readonly at: number;
}

/**
 * Begun deliveries of a lane that wait for a connection, in the order of their begins, on-time ones first.
 */
export class BegunLine {
  readonly #onTime: Lined[] = [];
  readonly #overdue: Lined[] = [];

  add(held: Held, now: number): void {
    (held.overdue ? this.#overdue : this.#onTime).push({ held, at: now });
  }

  /** Takes the next one. */
  take(): Held | undefined {
    return (this.#onTime.shift() ?? this.#overdue.shift())?.held;
  }

  /** Takes those that have waited too long. */
  takeStuck(now: number): Held[] {
    return [this.#onTime, this.#overdue].flatMap((line) => {
      const stuck = line.filter(({ at }) => at < now - longestMs).length;
      return heldOf(line.splice(0, stuck));
    });
  }

  takeAll(): Held[] {
    return heldOf([...this.#onTime.splice(0), ...this.#overdue.splice(0)]);
  }
}

function heldOf(lined: readonly Lined[]): Held[] {
  return lined.map(({ held }) => held);
}
