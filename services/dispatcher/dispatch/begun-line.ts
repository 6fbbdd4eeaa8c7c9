import type { Held } from "./held.ts";

/** One that has begun and finds no connection for this long loses its attempt: while it lasts no cancel is possible. */
const longestMs = 1_000;

/** Begun, and since when without a connection. */
interface Lined {
  readonly held: Held;
  readonly at: number;
}

/** Begun deliveries of a lane that wait for a connection, in the order of their begins; on time before overdue. */
export class BegunLine {
  readonly #onTime: Lined[] = [];
  readonly #overdue: Lined[] = [];

  add(held: Held, now: number): void {
    (held.overdue ? this.#overdue : this.#onTime).push({ held, at: now });
  }

  /** Takes the next one out. */
  take(): Held | undefined {
    return (this.#onTime.shift() ?? this.#overdue.shift())?.held;
  }

  /** Takes out those that have waited for too long. */
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
