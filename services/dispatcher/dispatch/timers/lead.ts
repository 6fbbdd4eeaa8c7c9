import { finality } from "../../../rules/finality.ts";

const leastMs = 25;
const remembered = 20;
/** Deliveries due within this time after the first begin together with it. */
const gatherMs = 10;

/**
 * Lead of the begin before a delivery's due time: the recent duration of begins, plus a margin. Kept short,
 * because a cancel is refused after the begin.
 */
export class Lead {
  readonly #recent: number[] = [];
  #ms = leastMs;

  get ms(): number {
    return this.#ms;
  }

  /** Deliveries due until the returned time begin now; null if the first one is not near enough. */
  until(firstDueAt: number | null, now: number): number | null {
    return firstDueAt !== null && firstDueAt <= now + this.#ms ? now + this.#ms + gatherMs : null;
  }

  /** Records how long a begin took, in milliseconds. */
  note(tookMs: number): void {
    this.#recent.push(tookMs);
    if (this.#recent.length > remembered) this.#recent.shift();
    this.#ms = Math.min(
      Math.max(Math.ceil(1.5 * Math.max(...this.#recent) + 10), leastMs),
      finality.beginsAheadMs,
    );
  }
}
