import type { Held } from "./held.ts";
import { Lane, type LaneLimits } from "./lane.ts";

/** All lanes, and what goes next: on-time deliveries first, each origin in its turn. */
export class Lanes {
  readonly #limits: LaneLimits;
  readonly #lanes = new Map<string, Lane>();

  constructor(limits: LaneLimits) {
    this.#limits = limits;
  }

  of(origin: string, now: number): Lane {
    const known = this.#lanes.get(origin);
    if (known) return known;
    const lane = new Lane(origin, this.#limits, now);
    this.#lanes.set(origin, lane);
    return lane;
  }

  add(held: Held, now: number): void {
    this.of(held.origin, now).add(held);
  }

  /** Takes up to `most` deliveries that may begin now; their lanes count them as beginning. */
  takeToBegin(most: number, now: number): Held[] {
    const taken = this.#takeFrom("onTime", most, now);
    return taken.length < most ? [...taken, ...this.#takeFrom("backlog", most - taken.length, now)] : taken;
  }

  get waitingBacklog(): number {
    let sum = 0;
    for (const lane of this.#lanes.values()) sum += lane.backlog.length;
    return sum;
  }

  get waiting(): number {
    let sum = 0;
    for (const lane of this.#lanes.values()) sum += lane.waiting;
    return sum;
  }

  all(): Iterable<Lane> {
    return this.#lanes.values();
  }

  /** Takes out what cannot begin soon, by lane, and forgets lanes that have nothing. */
  shed(now: number): Held[] {
    const shed: Held[] = [];
    for (const [origin, lane] of this.#lanes) {
      if (lane.idle) this.#lanes.delete(origin);
      else shed.push(...lane.shed(now));
    }
    return shed;
  }

  /** Takes out everything that has not begun: a drain gives it back. */
  takeWaiting(): Held[] {
    return [...this.#lanes.values()].flatMap((lane) => [...lane.onTime.splice(0), ...lane.backlog.splice(0)]);
  }

  /** Round after round over the lanes, a growing portion of each, so that a long lane does not starve the others. */
  #takeFrom(list: "onTime" | "backlog", most: number, now: number): Held[] {
    const taken: Held[] = [];
    let open = [...this.#lanes.values()].filter((lane) => lane[list].length > 0 && lane.roomToBegin(now) > 0);
    for (let portion = 8; open.length > 0 && taken.length < most; portion *= 2) {
      for (const lane of open) {
        const count = Math.min(portion, lane.roomToBegin(now), lane[list].length, most - taken.length);
        const part = lane[list].splice(0, Math.max(count, 0));
        lane.beginning += part.length;
        taken.push(...part);
      }
      open = open.filter((lane) => lane[list].length > 0 && lane.roomToBegin(now) > 0);
    }
    return taken;
  }
}
