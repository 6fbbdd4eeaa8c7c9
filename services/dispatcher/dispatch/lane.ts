import { BegunLine } from "./begun-line.ts";
import type { Breaker } from "./breaker.ts";
import { Counts } from "./counts.ts";
import type { Held } from "./held.ts";
import { Pace } from "./pace.ts";
import type { Project } from "./project.ts";
import type { RememberedBreakers } from "./remembered-breakers.ts";
import type { TurnTaker } from "./turns.ts";

/** Bounds that all lanes share. */
export interface LanePolicy {
  /** Attempts, and so connections, of one lane at once, unless a profile allows less. */
  readonly inFlight: number;
  readonly breakers: RememberedBreakers;
}

export type WaitingList = "onTime" | "backlog";

/** Deliveries that a lane cannot get to soon, why, and when they are to be looked at again. */
export interface Shed {
  readonly deliveries: readonly Held[];
  readonly reason: "concurrency" | "breaker_open";
  readonly claimAt: number;
}

/** A lane may hold what it finishes in this time; the rest goes back to the store. */
const holdMs = 20_000;
const leastWaiting = 128;
const shedForMs = 1_000;
/** A profile whose places are all taken by other dispatchers is tried again after this, at first and at most. */
const firstBlockMs = 25;
const longestBlockMs = 400;
/** A lane without deliveries whose breaker may probe is forgotten after this. */
const probelessMs = 60_000;

/**
 * The deliveries of one project to one destination (an endpoint profile, or an origin) that are due. Lanes share
 * nothing, connections included, so one whose receiver hangs keeps only its own waiting.
 */
export class Lane implements TurnTaker {
  /** Names it, and its connections. */
  readonly key: string;
  readonly project: Project;
  readonly counts = new Counts();
  readonly breaker: Breaker;
  inTurn = false;
  /** Whose breaker shows on a profile; null: a URL of its own. */
  endpointId: Buffer | null = null;
  /** True if its profile bounds its concurrency over all dispatchers. */
  isLimited = false;
  readonly #mostInFlight: number;
  #inFlight: number;
  readonly #lists: Record<WaitingList, Held[]> = { onTime: [], backlog: [] };
  /** For when `hasPlace` is true again. */
  readonly begunLine = new BegunLine();
  readonly #pace = new Pace();
  /** Since when there have always been some that wait; null: none do. */
  #waitingSince: number | null = null;
  #blockedUntil = 0;
  #blockMs = firstBlockMs;

  constructor(key: string, project: Project, breaker: Breaker, mostInFlight: number) {
    this.key = key;
    this.project = project;
    this.breaker = breaker;
    this.#mostInFlight = mostInFlight;
    this.#inFlight = mostInFlight;
  }

  /** Takes over what the profile of a newer delivery allows. */
  follow({ profile }: Held): void {
    this.endpointId = profile?.id ?? null;
    this.isLimited = typeof profile?.maxConcurrency === "number";
    this.#inFlight = Math.min(this.#mostInFlight, profile?.maxConcurrency ?? this.#mostInFlight);
  }

  get hasWaiting(): boolean {
    return this.counts.waiting > 0;
  }

  /** Nothing in it, and nothing to remember but its breaker's failures. */
  isIdle(now: number): boolean {
    if (this.counts.rows > 0) return false;
    const state = this.breaker.stateAt(now);
    if (state === "half_open") return now - this.breaker.probeAt > probelessMs;
    return state === "closed" && this.#pace.at(now) === 0;
  }

  /** Lines up one that waits for a begin. */
  await(held: Held): void {
    this.#lists[listOf(held)].push(held);
  }

  /**
   * Takes out up to `most` that may begin now: for the free places, and some ahead for those that are being freed.
   *
   * @param share what it may have open in all
   */
  take(list: WaitingList, most: number, share: number, now: number): Held[] {
    const count = Math.min(most, this.#roomToBegin(now, share));
    return count <= 0 ? [] : this.#lists[list].splice(0, count);
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
    return this.counts.sending < this.#inFlight;
  }

  /** Notes the end of an attempt. */
  finish(reached: boolean, now: number): void {
    this.#pace.note(now);
    this.#blockedUntil = 0;
    this.#blockMs = firstBlockMs;
    this.breaker.note(reached, now);
  }

  /** Takes out everything that is not on the wire; the begun lose their attempt when they are given back. */
  takeAll(): Held[] {
    const { onTime, backlog } = this.#lists;
    return [...onTime.splice(0), ...backlog.splice(0), ...this.begunLine.takeAll()];
  }

  /**
   * Takes out what this lane cannot get to soon. One in which none waited a second ago is given the benefit
   * of the doubt; one that stands still keeps nothing waiting.
   *
   * @param share what it may have open in all
   */
  shed(now: number, share: number): Shed {
    const state = this.breaker.stateAt(now);
    if (state === "open") {
      return { deliveries: this.takeAll(), reason: "breaker_open", claimAt: this.breaker.probeAt };
    }
    const deliveries = this.begunLine.takeStuck(now);
    if (!this.hasWaiting) this.#waitingSince = null;
    else this.#waitingSince ??= now;
    const waitedMs = now - (this.#waitingSince ?? now);
    if (waitedMs >= Pace.windowMs && this.#roomToBegin(now, share) <= 0)
      deliveries.push(...this.#takeExcess(now));
    // While a probe is on the wire it is the breaker that holds the others back.
    const reason = state === "closed" ? "concurrency" : "breaker_open";
    return { deliveries, reason, claimAt: now + shedForMs };
  }

  #roomToBegin(now: number, share: number): number {
    const { open } = this.counts;
    const state = this.breaker.stateAt(now);
    if (state === "open" || now < this.#blockedUntil) return 0;
    if (state === "half_open") return open === 0 ? 1 : 0;
    // What is begun counts against a profile's concurrency, so none of those may only wait for a place.
    const ahead = this.isLimited ? 0 : Math.min(4 * this.#inFlight, this.#pace.at(now));
    return Math.min(this.#inFlight + ahead, share) - open;
  }

  #takeExcess(now: number): Held[] {
    const pace = this.#pace.at(now);
    const keep = pace === 0 ? 0 : Math.max(leastWaiting, (pace * holdMs) / Pace.windowMs);
    const { onTime, backlog } = this.#lists;
    const excess = Math.max(onTime.length + backlog.length - keep, 0);
    const taken = backlog.splice(Math.max(backlog.length - excess, 0));
    return [...taken, ...onTime.splice(Math.max(onTime.length - (excess - taken.length), 0))];
  }
}

function listOf({ overdue }: Held): WaitingList {
  return overdue ? "backlog" : "onTime";
}
