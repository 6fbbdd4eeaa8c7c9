import { Counts } from "./counts.ts";
import type { Held } from "./held.ts";
import { Lane, type LanePolicy, type WaitingList } from "./lane.ts";
import { Turns, type TurnTaker } from "./turns.ts";

/** Deliveries that are wanted for a begin. */
export interface Wanted {
  readonly list: WaitingList;
  /** True: of lanes whose profile bounds its concurrency over all dispatchers; false: of the others. */
  readonly limited: boolean;
  readonly most: number;
  readonly now: number;
}

/** The held deliveries of one project, by their lanes. */
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

  /** The lane of a delivery. A profile that has changed its limits brings them along with its deliveries. */
  laneOf(held: Held): Lane {
    const key = `${held.claimed.mode} ${held.destination}`;
    const known = this.#lanes.get(key);
    const lane = known ?? this.#newLane(key);
    lane.follow(held);
    return lane;
  }

  /** Has a lane stand in line, since something waits in it. */
  join(lane: Lane): void {
    this.#turns.join(lane);
  }

  /**
   * Takes deliveries that may begin now, of each lane in its turn; returns how many.
   *
   * @param places what the project may have open beside what it has, which `onTaken` changes
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

  /** Forgets lanes that have nothing to do; what failed last is remembered for a while. */
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

/** No lane has more open than a quarter of what its project may still have: however many of them hang, some is left. */
export function shareOf(places: number): number {
  return Math.ceil(places / 4);
}
