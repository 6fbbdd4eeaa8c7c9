import type { Held } from "../claim/held.ts";
import type { Breaker, BreakerState } from "./breaker.ts";

/** The bounds of one lane. */
export interface LaneLimits {
  /** Attempts at once; what more the sender took would wait in its line and spend its time there. */
  readonly inFlight: number;
  /** Begun ahead of a free place at most, and only while places are being freed. */
  readonly begunAhead: number;
}

/** What a lane cannot get to soon, why, and when it is to be looked at again. */
export interface Shed {
  readonly deliveries: readonly Held[];
  readonly reason: "concurrency" | "breaker_open";
  readonly claimAt: number;
}

/** Begun, and since when without a place. */
interface Lined {
  readonly held: Held;
  readonly at: number;
}

/** How far back a lane looks to tell how fast it moves. */
const paceWindowMs = 1_000;
/** A lane may hold what it finishes in this time; the rest goes back to the store. */
const holdMs = 20_000;
const leastWaiting = 128;
const shedForMs = 1_000;
/** One that has begun and finds no place for this long loses its attempt: while it lasts no cancel is possible. */
const longestLinedMs = 1_000;
/** A profile whose places are all taken by other dispatchers is tried again after this, at first and at most. */
const firstBlockMs = 25;
const longestBlockMs = 400;
/** A lane without deliveries whose breaker may probe is forgotten after this. */
const probelessMs = 60_000;

/**
 * The deliveries of one destination that are due: waiting to begin, begun, and in flight. Destinations share
 * nothing here, so one whose receiver hangs keeps only its own waiting.
 */
export class Lane {
  readonly key: string;
  /** Whose breaker shows on a profile; null: a URL of its own. */
  readonly endpointId: Buffer | null;
  limits: LaneLimits;
  /** Since when there have always been some that wait; null: none do. */
  #waitingSince: number | null = null;
  readonly breaker: Breaker;
  readonly onTime: Held[] = [];
  readonly backlog: Held[] = [];
  /** Begun, with the moment of the begin, in order; what is on time gets the next place. */
  readonly #begun: Lined[] = [];
  readonly #begunBacklog: Lined[] = [];
  beginning = 0;
  inFlight = 0;
  #blockedUntil = 0;
  #blockMs = firstBlockMs;
  /** Ends of attempts within the pace window. */
  readonly #finished: number[] = [];

  constructor(key: string, endpointId: Buffer | null, limits: LaneLimits, breaker: Breaker) {
    this.key = key;
    this.endpointId = endpointId;
    this.limits = limits;
    this.breaker = breaker;
  }

  /** Nothing in it, and nothing to remember but its breaker's failures. */
  isIdle(now: number): boolean {
    const state = this.breakerAt(now);
    const empty = this.waiting + this.#lined + this.beginning + this.inFlight === 0;
    if (state === "half_open") return empty && now - this.breaker.probeAt > probelessMs;
    return empty && state === "closed" && this.#pace(now) === 0;
  }

  get waiting(): number {
    return this.onTime.length + this.backlog.length;
  }

  breakerAt(now: number): BreakerState {
    return this.breaker.stateAt(now);
  }

  add(held: Held): void {
    (held.overdue ? this.backlog : this.onTime).push(held);
  }

  /**
   * How many may begin now: for the free places, and some ahead for those that are being freed.
   *
   * @param share what it may have open in all
   */
  roomToBegin(now: number, share: number): number {
    const open = this.inFlight + this.#lined + this.beginning;
    const state = this.breakerAt(now);
    if (state === "open" || now < this.#blockedUntil) return 0;
    if (state === "half_open") return open === 0 ? 1 : 0;
    const own = this.limits.inFlight + Math.min(this.limits.begunAhead, this.#pace(now));
    return Math.min(own, share) - open;
  }

  /**
   * Other dispatchers have all places of the profile: nothing begins for a while, a longer one each time until an
   * attempt of this lane ends. Returns how long, in milliseconds.
   */
  block(now: number): number {
    const blockMs = this.#blockMs;
    this.#blockedUntil = now + blockMs;
    this.#blockMs = Math.min(2 * blockMs, longestBlockMs);
    return blockMs;
  }

  get hasPlace(): boolean {
    return this.inFlight < this.limits.inFlight;
  }

  /** A begun delivery that finds no free place. */
  line(held: Held, now: number): void {
    (held.overdue ? this.#begunBacklog : this.#begun).push({ held, at: now });
  }

  /** Notes the end of an attempt; returns the one that has its place now. */
  finish(reached: boolean, now: number): Held | undefined {
    this.inFlight--;
    this.#finished.push(now);
    this.#blockedUntil = 0;
    this.#blockMs = firstBlockMs;
    this.breaker.note(reached, now);
    return this.takeBegun();
  }

  /** Notes that an attempt was withdrawn, which says nothing of the receiver; returns as `finish`. */
  leave(): Held | undefined {
    this.inFlight--;
    return this.takeBegun();
  }

  /** Takes the one out that has been begun for longest, on time before overdue. */
  takeBegun(): Held | undefined {
    return (this.#begun.shift() ?? this.#begunBacklog.shift())?.held;
  }

  /** Takes out everything that is not in flight; the begun lose their attempt when they are given back. */
  takeAll(): Held[] {
    return [
      ...this.onTime.splice(0),
      ...this.backlog.splice(0),
      ...[...this.#begun.splice(0), ...this.#begunBacklog.splice(0)].map(({ held }) => held),
    ];
  }

  /**
   * Takes out what this lane cannot get to soon. One in which none waited a second ago is given the benefit
   * of the doubt; one that stands still keeps nothing waiting.
   *
   * @param share what it may have open in all
   */
  shed(now: number, share: number): Shed {
    if (this.breakerAt(now) === "open") {
      return { deliveries: this.takeAll(), reason: "breaker_open", claimAt: this.breaker.probeAt };
    }
    const deliveries = [this.#begun, this.#begunBacklog].flatMap((line) => takeStuck(line, now));
    if (this.waiting === 0) this.#waitingSince = null;
    else this.#waitingSince ??= now;
    const waitedMs = now - (this.#waitingSince ?? now);
    if (waitedMs >= paceWindowMs && this.roomToBegin(now, share) <= 0)
      deliveries.push(...this.#takeExcess(now));
    // While a probe is on the wire it is the breaker that holds the others back.
    const reason = this.breakerAt(now) === "closed" ? "concurrency" : "breaker_open";
    return { deliveries, reason, claimAt: now + shedForMs };
  }

  get #lined(): number {
    return this.#begun.length + this.#begunBacklog.length;
  }

  #takeExcess(now: number): Held[] {
    const pace = this.#pace(now);
    const keep = pace === 0 ? 0 : Math.max(leastWaiting, (pace * holdMs) / paceWindowMs);
    const excess = Math.max(this.waiting - keep, 0);
    const taken = this.backlog.splice(Math.max(this.backlog.length - excess, 0));
    return [...taken, ...this.onTime.splice(Math.max(this.onTime.length - (excess - taken.length), 0))];
  }

  /** Attempts that ended within the last second. */
  #pace(now: number): number {
    const first = this.#finished.findIndex((at) => at >= now - paceWindowMs);
    this.#finished.splice(0, first === -1 ? this.#finished.length : first);
    return this.#finished.length;
  }
}

function takeStuck(line: Lined[], now: number): Held[] {
  const stuck = line.filter(({ at }) => at < now - longestLinedMs).length;
  return line.splice(0, stuck).map(({ held }) => held);
}
