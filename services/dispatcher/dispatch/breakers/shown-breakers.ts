import { type BreakerState, setBreaker } from "../../../store/for-dispatcher.ts";
import type { Dispatcher } from "../../dispatcher.ts";
import type { Lane } from "../lanes/lane.ts";

/** Keeps the breaker state shown on profiles up to date: one statement per change, none per delivery. */
export class ShownBreakers {
  readonly #shown = new Map<string, BreakerState>();

  async show(lanes: Iterable<Lane>, { store, clock }: Dispatcher): Promise<void> {
    const now = clock.now();
    const present = new Set<string>();
    for (const lane of lanes) {
      if (!lane.endpointId) continue;
      present.add(lane.key);
      const state = lane.breaker.stateAt(now);
      if (this.#shown.get(lane.key) === state) continue;
      await setBreaker(store, lane.endpointId, state, now);
      this.#shown.set(lane.key, state);
    }
    // A lane is forgotten only after a quiet time, so its last state has been shown.
    for (const key of this.#shown.keys()) if (!present.has(key)) this.#shown.delete(key);
  }
}
