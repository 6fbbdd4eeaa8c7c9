import type { Clock } from "./clock.ts";

/** A sample of the store's clock: it showed `theirs` between two readings of our monotonic clock. */
export interface StoreTimeSample {
  readonly askedAt: number;
  /** Unix milliseconds, truncated. */
  readonly theirs: number;
  readonly answeredAt: number;
}

/** Bounds of the store's time minus our monotonic clock. */
interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** Maximum drift between two sound clocks: NTP corrects at most 500 ppm. */
const driftPerMs = 0.0005;
/** Samples that differ by more than drift plus this are contradictory. */
const toleratedMs = 25;
/** A larger difference is accepted only after several samples agree. */
const nearMs = 1_000;
const samplesToBelieve = 3;
/**
 * Without a sample for this long the time is unknown: the clock may have been set, or the process stopped.
 */
const knownForMs = 5_000;

/**
 * The store's time, for a process whose machine may have a wrong clock. All processes of a store use it, so
 * that none sends early, takes another's lease for lapsed, or skips what is not due yet.
 *
 * It runs on the monotonic clock and is corrected by samples of the store's clock. While the machine's own
 * clock is within the bounds of the samples it is followed exactly; otherwise the nearest time within the
 * bounds is used. A sample that contradicts earlier ones (a clock was set or runs at another speed, a
 * machine stood still) makes the time doubtful until several agree. A difference of more than a second is
 * accepted in the same way and then corrected: a steady error does no harm once it is known, and a process
 * that stood aside for it would deliver nothing.
 */
export class StoreClock implements Clock {
  readonly #machine: Clock;
  #bounds: Bounds | null = null;
  #offset = 0;
  /** The machine's time minus its monotonic clock, more precise than a millisecond. */
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

  /**
   * Milliseconds by which the machine's clock is ahead of the store's; negative if behind, 0 until
   * measured.
   */
  get aheadMs(): number {
    return this.#aheadMs;
  }

  /** Reason not to act by this clock now; null if it shows the store's time. */
  doubt(): string | null {
    if (this.#bounds === null) return "the store's time has not been read yet";
    const ageMs = this.#machine.monotonic() - this.#sampledAt;
    // Negative: not even the monotonic clock can be trusted.
    if (ageMs > knownForMs || ageMs < 0) return "the store's time could not be read lately";
    if (this.#agreeing >= this.#needed) return null;
    return this.#partedMs > 0
      ? `this machine's clock has parted from the store's by ${this.#partedMs} ms and is being measured`
      : `this machine's clock is ${describe(this.#aheadMs)} the store's and is being measured`;
  }

  /** Adds a sample. */
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

  /**
   * Keeps the largest plausible difference: the machine's time is truncated to milliseconds, so the largest
   * is the most exact.
   */
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
