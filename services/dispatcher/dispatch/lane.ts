import type { Held } from "./held.ts";

/** The bounds of one origin. */
export interface LaneLimits {
  /** Attempts at once; what more the sender took would wait in its line and spend its time there. */
  readonly inFlight: number;
  /** Begun ahead of a free place at most, and only while places are being freed. */
  readonly begunAhead: number;
}

/** How far back a lane looks to tell how fast it moves. */
const paceWindowMs = 1_000;
/** A lane may hold what it finishes in this time; the rest goes back to the store. */
const holdMs = 2_000;
const leastWaiting = 128;

/**
 * The deliveries of one origin that are due: waiting to begin, begun, and in flight. Origins share nothing
 * here, so one whose receiver hangs keeps only its own waiting.
 */
export class Lane {
  readonly origin: string;
  readonly #limits: LaneLimits;
  readonly #since: number;
  readonly onTime: Held[] = [];
  readonly backlog: Held[] = [];
  /** Begun, with the moment of the begin, in order. */
  readonly begun: { readonly held: Held; readonly at: number }[] = [];
  beginning = 0;
  inFlight = 0;
  /** Ends of attempts within the pace window. */
  readonly #finished: number[] = [];

  constructor(origin: string, limits: LaneLimits, now: number) {
    this.origin = origin;
    this.#limits = limits;
    this.#since = now;
  }

  get idle(): boolean {
    return this.waiting + this.begun.length + this.beginning + this.inFlight === 0;
  }

  get waiting(): number {
    return this.onTime.length + this.backlog.length;
  }

  add(held: Held): void {
    (held.overdue ? this.backlog : this.onTime).push(held);
  }

  /** How many may begin now: for the free places, and some ahead for those that are being freed. */
  roomToBegin(now: number): number {
    const ahead = Math.min(this.#limits.begunAhead, this.#pace(now));
    return this.#limits.inFlight + ahead - this.inFlight - this.begun.length - this.beginning;
  }

  get hasPlace(): boolean {
    return this.inFlight < this.#limits.inFlight;
  }

  finish(now: number): void {
    this.inFlight--;
    this.#finished.push(now);
  }

  /**
   * Takes out what this lane cannot get to soon. A lane in its first second is given the benefit of the
   * doubt; one that stands still keeps nothing waiting.
   */
  shed(now: number): Held[] {
    const pace = this.#pace(now);
    if (now - this.#since < paceWindowMs || this.roomToBegin(now) > 0) return [];
    const keep = pace === 0 ? 0 : Math.max(leastWaiting, (pace * holdMs) / paceWindowMs);
    const excess = Math.max(this.waiting - keep, 0);
    const shed = this.backlog.splice(Math.max(this.backlog.length - excess, 0));
    return [...shed, ...this.onTime.splice(Math.max(this.onTime.length - (excess - shed.length), 0))];
  }

  /** Attempts that ended within the last second. */
  #pace(now: number): number {
    while (this.#finished.length > 0 && (this.#finished[0] ?? now) < now - paceWindowMs)
      this.#finished.shift();
    return this.#finished.length;
  }
}
