import { finality } from "../../rules/finality.ts";

const leastMs = 25;
const remembered = 20;
/** What is to begin within this time of the first goes with it. */
const gatherMs = 10;

/**
 * Describes how long before their moment deliveries begin: what the store has lately taken for it, with some to spare. Short,
 * since from the begin on a cancel is refused.
 */
export class Lead {
  readonly #recent: number[] = [];
  #ms = leastMs;

  get ms(): number {
    return this.#ms;
  }

  /** Up to which moment what is due begins now; null: nothing yet, since the first of it is due too late for that. */
  until(firstDueAt: number | null, now: number): number | null {
    return firstDueAt !== null && firstDueAt <= now + this.#ms ? now + this.#ms + gatherMs : null;
  }

  /** Notes how long a begin took, in milliseconds. */
  note(tookMs: number): void {
    this.#recent.push(tookMs);
    if (this.#recent.length > remembered) this.#recent.shift();
    this.#ms = Math.min(
      Math.max(Math.ceil(1.5 * Math.max(...this.#recent) + 10), leastMs),
      finality.beginsAheadMs,
    );
  }
}
