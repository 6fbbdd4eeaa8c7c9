import { BoundedMap } from "../../runtime/bounded-map.ts";
import { Breaker, type BreakerPolicy } from "./breaker.ts";

/** Destinations without anything to do whose failures are remembered; past it the oldest are forgotten. */
const mostFailing = 10_000;

/** Breakers of lanes that were forgotten: a receiver that is called once a minute fails in a row as well. */
export class RememberedBreakers {
  readonly #policy: BreakerPolicy;
  readonly #failing = new BoundedMap<string, Breaker>(mostFailing);

  constructor(policy: BreakerPolicy) {
    this.#policy = policy;
  }

  /** Takes out the breaker of a lane that comes back; a new one when nothing is remembered. */
  of(laneKey: string): Breaker {
    const known = this.#failing.get(laneKey);
    this.#failing.delete(laneKey);
    return known ?? new Breaker(this.#policy);
  }

  /** Remembers the breaker of a lane that is forgotten, if its last attempt failed. */
  keep(laneKey: string, breaker: Breaker): void {
    if (breaker.isFailing) this.#failing.set(laneKey, breaker);
  }
}
