import type { Breaker } from "../breakers/breaker.ts";
import type { RememberedBreakers } from "../breakers/remembered-breakers.ts";
import { Counts } from "../counts.ts";
import type { Held } from "../held.ts";
import { BegunQueue } from "./begun-queue.ts";
import { Pace } from "./pace.ts";
import type { Project } from "./project.ts";
import type { TurnTaker } from "./turns.ts";

/** Limits shared by all lanes. */
export interface LanePolicy {
  /** Concurrent attempts, and so connections, of one lane, unless its profile allows fewer. */
  readonly inFlight: number;
  readonly breakers: RememberedBreakers;
}

/** The two lists of a lane's waiting deliveries. */
export type WaitingList =
  /** Claimed before they were due, or a little after. They begin first. */
  | "onTime"
  /** Overdue when they were claimed. */
  | "backlog";

/** Deliveries that a lane gives back, the reason, and when to look at them again. */
export interface Shed {
  readonly deliveries: readonly Held[];
  readonly reason: ShedReason;
  readonly claimAt: number;
}

/** Cause that a lane gives deliveries back; their row shows it. */
export type ShedReason =
  /** They waited too long for a place, or the lane holds more than it can finish. */
  | "concurrency"
  /** The breaker of the destination is open, or waits for the result of its probe. */
  | "breaker_open";

/** A lane holds what it can finish in this time; the rest is released to the store. */
const holdMs = 20_000;
const leastWaiting = 128;
const shedForMs = 1_000;
/**
 * First and longest wait before a profile whose concurrency is used up by other dispatchers is tried again.
 */
const firstBlockMs = 25;
const longestBlockMs = 400;
/** A lane without deliveries is forgotten this long after its breaker may probe. */
const probelessMs = 60_000;

/**
 * Due deliveries of one project to one destination (an endpoint profile, or an origin). Lanes share
 * nothing, not even connections, so a hanging receiver delays only its own lane.
 */
export class Lane implements TurnTaker {
  /** Key of the lane, and name of its connections. */
  readonly key: string;
  readonly project: Project;
  readonly counts = new Counts();
  readonly breaker: Breaker;
  inTurn = false;
  /** The profile that shows the breaker's state; null for a URL without a profile. */
  endpointId: Buffer | null = null;
  /** True if the profile limits concurrency over all dispatchers. */
  isLimited = false;
  readonly #mostInFlight: number;
  #inFlight: number;
  readonly #lists: Record<WaitingList, Held[]> = { onTime: [], backlog: [] };
  /** Begun deliveries that wait until `hasPlace` is true. */
  readonly begunQueue = new BegunQueue();
  readonly #pace = new Pace();
  /** Time since which at least one delivery has always been waiting; null if none is. */
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

  /** Adopts the limits in a newer delivery's copy of the profile. */
  follow({ profile }: Held): void {
    this.endpointId = profile?.id ?? null;
    this.isLimited = typeof profile?.maxConcurrency === "number";
    this.#inFlight = Math.min(this.#mostInFlight, profile?.maxConcurrency ?? this.#mostInFlight);
  }

  get hasWaiting(): boolean {
    return this.counts.waiting > 0;
  }

  /** True if it is empty and has nothing to remember except its breaker's failures. */
  isIdle(now: number): boolean {
    if (this.counts.rows > 0) return false;
    const state = this.breaker.stateAt(now);
    if (state === "half_open") return now - this.breaker.probeAt > probelessMs;
    return state === "closed" && this.#pace.at(now) === 0;
  }

  /** Adds a delivery that waits for its begin. */
  await(held: Held): void {
    this.#lists[listOf(held)].push(held);
  }

  /**
   * Takes up to `most` deliveries that may begin now: for the free places, and some ahead for places about
   * to become free.
   *
   * @param share how many it may have open in total
   */
  take(list: WaitingList, most: number, share: number, now: number): Held[] {
    const count = Math.min(most, this.#roomToBegin(now, share));
    return count <= 0 ? [] : this.#lists[list].splice(0, count);
  }

  /**
   * Pauses begins because other dispatchers use up the profile's concurrency. The pause grows until an
   * attempt of this lane ends. Returns it in milliseconds.
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

  /** Records the end of an attempt. */
  finish(reached: boolean, now: number): void {
    this.#pace.note(now);
    this.#blockedUntil = 0;
    this.#blockMs = firstBlockMs;
    this.breaker.note(reached, now);
  }

  /** Takes everything that is not in flight. Begun deliveries lose their attempt when they are released. */
  takeAll(): Held[] {
    const { onTime, backlog } = this.#lists;
    return [...onTime.splice(0), ...backlog.splice(0), ...this.begunQueue.takeAll()];
  }

  /**
   * Takes the deliveries that this lane cannot get to soon. None if nothing was waiting a second ago; all
   * of them if the lane stands still.
   *
   * @param share how many it may have open in total
   */
  shed(now: number, share: number): Shed {
    const state = this.breaker.stateAt(now);
    if (state === "open") {
      return { deliveries: this.takeAll(), reason: "breaker_open", claimAt: this.breaker.probeAt };
    }
    const deliveries = this.begunQueue.takeStuck(now);
    if (!this.hasWaiting) this.#waitingSince = null;
    else this.#waitingSince ??= now;
    const waitedMs = now - (this.#waitingSince ?? now);
    if (waitedMs >= Pace.windowMs && this.#roomToBegin(now, share) <= 0)
      deliveries.push(...this.#takeExcess(now));
    // While a probe is in flight, it is still the breaker that holds the others back.
    const reason = state === "closed" ? "concurrency" : "breaker_open";
    return { deliveries, reason, claimAt: now + shedForMs };
  }

  #roomToBegin(now: number, share: number): number {
    const { open } = this.counts;
    const state = this.breaker.stateAt(now);
    if (state === "open" || now < this.#blockedUntil) return 0;
    if (state === "half_open") return open === 0 ? 1 : 0;
    // Begun deliveries count against a profile's concurrency, so with a limit none may begin ahead.
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
