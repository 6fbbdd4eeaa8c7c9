import type { Clock } from "../runtime/clock.ts";
import type { KeyRing } from "../runtime/sealing.ts";
import type { Store } from "../store/for-scheduler.ts";
import type { Destinations } from "./judge/judge-request.ts";

/** What the scheduler's parts work with; tests hand in their own. */
export interface Scheduler {
  readonly store: Store;
  readonly clock: Clock;
  readonly keys: KeyRing;
  readonly destinations: Destinations;
}
