import type { Held } from "../claim/held.ts";
import { Breaker, type BreakerPolicy } from "./breaker.ts";
import { Lane, type LaneLimits, type Shed } from "./lane.ts";

/** Destinations without anything to do whose failures are remembered; past it the oldest are forgotten. */
const mostFailing = 10_000;

/** All lanes, and what goes next: on-time deliveries first, each destination in its turn. */
export class Lanes {
  readonly #policy: BreakerPolicy;
  readonly #lanes = new Map<string, Lane>();
  /** Of lanes that were forgotten: a receiver that is called once a minute fails in a row as well. */
  readonly #failing = new Map<string, Breaker>();

  constructor(breaker: BreakerPolicy) {
    this.#policy = breaker;
  }

  /** The lane of a delivery. */
  of(held: Held): Lane {
    const known = this.#lanes.get(held.laneKey);
    if (known) return known;
    const breaker = this.#failing.get(held.laneKey) ?? new Breaker(this.#policy);
    this.#failing.delete(held.laneKey);
    const lane = new Lane(held.laneKey, held.profile?.id ?? null, limitsOf(held), breaker);
    this.#lanes.set(held.laneKey, lane);
    return lane;
  }

  /** A profile that has changed its limits brings them along with its deliveries. */
  add(held: Held): void {
    const lane = this.of(held);
    lane.limits = limitsOf(held);
    lane.add(held);
  }

  /** Back to their lanes, since other dispatchers have their places; returns for how long each of these is blocked. */
  block(busy: readonly Held[], now: number): number[] {
    for (const held of busy) this.of(held).add(held);
    const lanes = new Set(busy.map((held) => this.of(held)));
    return [...lanes].map((lane) => lane.block(now));
  }

  /**
   * Takes up to `most` deliveries that may begin now; their lanes count them as beginning.
   *
   * @param lists what may begin, in that order
   * @param free how many more attempts may be open over all lanes
   */
  takeToBegin(lists: readonly ("onTime" | "backlog")[], most: number, free: number, now: number): Held[] {
    const taken: Held[] = [];
    const room = { most: Math.min(most, free), free };
    for (const list of lists) this.#takeFrom(list, taken, room, now);
    return taken;
  }

  get waitingBacklog(): number {
    return this.#sum(({ backlog }) => backlog.length);
  }

  get waiting(): number {
    return this.#sum(({ waiting }) => waiting);
  }

  /** Whether there are none; those that have nothing to do are forgotten after a while. */
  get isEmpty(): boolean {
    return this.#lanes.size === 0;
  }

  /**
   * Takes out what cannot begin soon, by lane, and forgets lanes that have nothing.
   *
   * @param free as above
   */
  shed(now: number, free: number): Shed[] {
    const shed: Shed[] = [];
    for (const [key, lane] of this.#lanes) {
      if (lane.isIdle(now)) this.#forget(key, lane);
      else shed.push(lane.shed(now, shareOf(free)));
    }
    return shed.filter(({ deliveries }) => deliveries.length > 0);
  }

  all(): IterableIterator<Lane> {
    return this.#lanes.values();
  }

  /** Takes out everything that is not in flight: a drain gives it back. */
  takeAll(): Held[] {
    return [...this.#lanes.values()].flatMap((lane) => lane.takeAll());
  }

  #forget(key: string, lane: Lane): void {
    this.#lanes.delete(key);
    if (!lane.breaker.isFailing) return;
    this.#failing.set(key, lane.breaker);
    for (const oldest of this.#failing.keys()) {
      if (this.#failing.size <= mostFailing) break;
      this.#failing.delete(oldest);
    }
  }

  #sum(count: (lane: Lane) => number): number {
    let sum = 0;
    for (const lane of this.#lanes.values()) sum += count(lane);
    return sum;
  }

  /** Round after round over the lanes, a growing portion of each, so that a long lane does not starve the others. */
  #takeFrom(
    list: "onTime" | "backlog",
    taken: Held[],
    { most, free }: { readonly most: number; readonly free: number },
    now: number,
  ): void {
    const room = (lane: Lane) => lane.roomToBegin(now, shareOf(free - taken.length));
    const hasMore = (lane: Lane) => lane[list].length > 0 && room(lane) > 0;
    let open = [...this.#lanes.values()].filter(hasMore);
    for (let portion = 8; open.length > 0 && taken.length < most; portion *= 2) {
      for (const lane of open) {
        const count = Math.min(portion, room(lane), most - taken.length);
        const part = lane[list].splice(0, Math.max(count, 0));
        lane.beginning += part.length;
        taken.push(...part);
      }
      open = open.filter(hasMore);
    }
  }
}

/** No lane has more open than a quarter of what is left: however many of them hang, there is some left. */
function shareOf(free: number): number {
  return Math.ceil(Math.max(free, 0) / 4);
}

function limitsOf({ profile, laneInFlight }: Held): LaneLimits {
  const limited = typeof profile?.maxConcurrency === "number";
  // What is begun counts against a profile's concurrency, so none may only wait for a place.
  return { inFlight: laneInFlight, begunAhead: limited ? 0 : 4 * laneInFlight };
}
