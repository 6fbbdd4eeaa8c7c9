import { BoundedMap } from "../../../runtime/memory/bounded-map.ts";
import { Breaker, type BreakerPolicy } from "./breaker.ts";

/** Idle destinations whose failures are remembered; beyond it the oldest are forgotten. */
const mostFailing = 10_000;

/** Breakers of forgotten lanes, so that a receiver called once a minute can also fail in a row. */
export class RememberedBreakers {
  readonly #policy: BreakerPolicy;
  readonly #failing = new BoundedMap<string, Breaker>(mostFailing);

  constructor(policy: BreakerPolicy) {
    this.#policy = policy;
  }

  /** Takes the breaker of a returning lane; a new one if none is remembered. */
  of(laneKey: string): Breaker {
    const known = this.#failing.get(laneKey);
    this.#failing.delete(laneKey);
    return known ?? new Breaker(this.#policy);
  }

  /** Remembers the breaker of a forgotten lane if its last attempt failed. */
  keep(laneKey: string, breaker: Breaker): void {
    if (breaker.isFailing) this.#failing.set(laneKey, breaker);
  }
}
