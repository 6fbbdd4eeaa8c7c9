import { Counts } from "../counts.ts";
import type { Held } from "../held.ts";
import { Lane, type LanePolicy, type WaitingList } from "./lane.ts";
import { Turns, type TurnTaker } from "./turns.ts";

/** Selects which deliveries to take for a begin. */
export interface Wanted {
  readonly list: WaitingList;
  /** True for lanes whose profile limits concurrency over all dispatchers; false for the others. */
  readonly limited: boolean;
  readonly most: number;
  readonly now: number;
}

/** The held deliveries of one project, by lane. */
export class Project implements TurnTaker {
  readonly id: Buffer;
  readonly counts = new Counts();
  inTurn = false;
  readonly #policy: LanePolicy;
  readonly #lanes = new Map<string, Lane>();
  readonly #turns = new Turns<Lane>();
  readonly #name: string;

  constructor(id: Buffer, policy: LanePolicy) {
    this.id = id;
    this.#name = id.toString("hex");
    this.#policy = policy;
  }

  get hasWaiting(): boolean {
    return this.counts.waiting > 0;
  }

  get lanes(): IterableIterator<Lane> {
    return this.#lanes.values();
  }

  get isEmpty(): boolean {
    return this.#lanes.size === 0;
  }

  /** Gets or creates the lane of a delivery, and updates its limits from the delivery's profile. */
  laneOf(held: Held): Lane {
    const key = `${held.claimed.mode} ${held.destination}`;
    const known = this.#lanes.get(key);
    const lane = known ?? this.#newLane(key);
    lane.follow(held);
    return lane;
  }

  /** Queues a lane that has something waiting. */
  join(lane: Lane): void {
    this.#turns.join(lane);
  }

  /**
   * Takes deliveries that may begin now, lanes in turn; returns how many.
   *
   * @param places how many more the project may have open; `onTaken` lowers it
   */
  take({ list, limited, most, now }: Wanted, places: () => number, onTaken: (held: Held) => void): number {
    let taken = 0;
    this.#turns.serve(Math.min(most, places()), (lane, portion) => {
      if (lane.isLimited !== limited) return 0;
      const part = lane.take(list, Math.min(portion, places()), shareOf(places()), now);
      for (const held of part) onTaken(held);
      taken += part.length;
      return part.length;
    });
    return taken;
  }

  /** Forgets idle lanes; recent failures are remembered for a while. */
  forgetIdle(now: number): void {
    for (const [key, lane] of this.#lanes) {
      if (!lane.isIdle(now)) continue;
      this.#lanes.delete(key);
      this.#policy.breakers.keep(lane.key, lane.breaker);
    }
  }

  #newLane(key: string): Lane {
    const name = `${this.#name} ${key}`;
    const lane = new Lane(name, this, this.#policy.breakers.of(name), this.#policy.inFlight);
    this.#lanes.set(key, lane);
    return lane;
  }
}

/**
 * Share of one lane: a quarter of what its project may still open, so that hanging receivers leave some for
 * the rest.
 */
export function shareOf(places: number): number {
  return Math.ceil(places / 4);
}
