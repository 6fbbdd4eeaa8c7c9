import type { Clock } from "./clock.ts";

/** One look at the store's clock: between the two moments of our monotonic clock it showed `theirs`. */
export interface StoreTimeSample {
  readonly askedAt: number;
  /** Unix milliseconds, cut to whole ones. */
  readonly theirs: number;
  readonly answeredAt: number;
}

/** Between which two numbers the store's time less our monotonic clock lies. */
interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** How fast a sound clock may drift from another: 500 ppm is what NTP corrects at most. */
const driftPerMs = 0.0005;
/** Samples that part by more than drift explains, beyond this, are no measure of anything. */
const toleratedMs = 25;
/** A clock that is further away than this is believed once it has been measured several times. */
const nearMs = 1_000;
const samplesToBelieve = 3;
/** Without a sample for this long the time is not known: the clock may have been set, the process stopped. */
const knownForMs = 5_000;

/**
 * The store's time, for a process on a machine whose clock may be wrong. All processes of a store go by it, so that none
 * sends early, takes another's lease for lapsed, or skips what is still to come.
 *
 * It runs on the monotonic clock, which nobody sets, and is corrected by samples of the store's clock. While the
 * machine's own clock lies within what the samples allow it is followed exactly; else the nearest time that they allow.
 * A sample that contradicts those before it (a clock that was set, or runs at another speed, a machine that stood
 * still) makes the time doubtful until several agree. A distance of more than a second is believed in the same way and
 * then corrected: a steady error does no harm once it is known, and a process that stood aside for it would deliver nothing.
 */
export class StoreClock implements Clock {
  readonly #machine: Clock;
  #bounds: Bounds | null = null;
  #offset = 0;
  /** The machine's time less its monotonic clock, to better than the millisecond that it is cut to. */
  #machineOffset = 0;
  #sampledAt = 0;
  #agreeing = 0;
  #needed = 1;
  #aheadMs = 0;
  #partedMs = 0;

  constructor(machine: Clock) {
    this.#machine = machine;
  }

  now(): number {
    return this.#bounds === null ? this.#machine.now() : Math.floor(this.#machine.monotonic() + this.#offset);
  }

  monotonic(): number {
    return this.#machine.monotonic();
  }

  after(delayMs: number, run: () => void): () => void {
    return this.#machine.after(delayMs, run);
  }

  /** By how many milliseconds the machine's clock is ahead of the store's; below 0: behind. 0 until it was measured. */
  get aheadMs(): number {
    return this.#aheadMs;
  }

  /** Why nothing may be done by this clock now; null: it tells the store's time. */
  doubt(): string | null {
    if (this.#bounds === null) return "the store's time has not been read yet";
    const ageMs = this.#machine.monotonic() - this.#sampledAt;
    // Below 0: not even the clock that nobody sets can be relied on.
    if (ageMs > knownForMs || ageMs < 0) return "the store's time could not be read lately";
    if (this.#agreeing >= this.#needed) return null;
    return this.#partedMs > 0
      ? `this machine's clock has parted from the store's by ${this.#partedMs} ms and is being measured`
      : `this machine's clock is ${describe(this.#aheadMs)} the store's and is being measured`;
  }

  /** Takes a sample in. */
  note({ askedAt, theirs, answeredAt }: StoreTimeSample): void {
    const sample: Bounds = { low: theirs - answeredAt, high: theirs + 1 - askedAt };
    const agreed =
      this.#bounds === null ? sample : intersection(this.#widened(this.#bounds, answeredAt), sample);
    const partedMs = Math.round(agreed.low - agreed.high);
    this.#bounds = partedMs > 0 ? sample : agreed;
    this.#sampledAt = answeredAt;
    this.#readMachine();
    this.#offset = Math.min(Math.max(this.#machineOffset, this.#bounds.low), this.#bounds.high);
    this.#judge(partedMs, Math.round(this.#machineOffset - this.#offset));
  }

  /** The largest that is seen and could be is nearest to the truth, since the machine's time is cut to milliseconds. */
  #readMachine(): void {
    const least = this.#machine.now() - this.#machine.monotonic();
    const couldBe = this.#machineOffset >= least && this.#machineOffset < least + 1;
    if (!couldBe) this.#machineOffset = least;
  }

  #judge(partedMs: number, aheadMs: number): void {
    const hasParted = partedMs > toleratedMs;
    const hasMoved = Math.abs(aheadMs - this.#aheadMs) > nearMs;
    if (hasParted || hasMoved) {
      this.#agreeing = 0;
      this.#needed = samplesToBelieve;
      this.#partedMs = hasParted ? partedMs : 0;
    }
    this.#agreeing = Math.min(this.#agreeing + 1, samplesToBelieve);
    this.#aheadMs = aheadMs;
  }

  #widened({ low, high }: Bounds, at: number): Bounds {
    const driftMs = Math.max(at - this.#sampledAt, 0) * driftPerMs;
    return { low: low - driftMs, high: high + driftMs };
  }
}

/** "12 ms ahead of", "12 ms behind". */
export function describe(aheadMs: number): string {
  return aheadMs < 0 ? `${-aheadMs} ms behind` : `${aheadMs} ms ahead of`;
}

function intersection(one: Bounds, other: Bounds): Bounds {
  return { low: Math.max(one.low, other.low), high: Math.min(one.high, other.high) };
}
