import type { Destinations } from "../rules/judge-destination.ts";
import type { Plans } from "../rules/plans.ts";
import type { KeyRing } from "../runtime/sealing.ts";
import type { Clock } from "../runtime/time/clock.ts";
import type { Store } from "../store/for-scheduler.ts";
import type { DevClock } from "./dev-clock/dev-clock.ts";
import type { ZoneBook } from "./zones/zone-book.ts";

/** Dependencies of the scheduler's parts; tests pass in their own. */
export interface Scheduler {
  readonly store: Store;
  readonly clock: Clock;
  /** The clock that tests can move, which `clock` goes by; null: there is none. */
  readonly devClock: DevClock | null;
  readonly keys: KeyRing;
  readonly destinations: Destinations;
  /** The zone rules by which plans are made. */
  readonly zones: ZoneBook;
  /** Days that ended schedules are kept, for projects without a retention of their own. */
  readonly retentionDays: number;
  /** By which creates of accounts are counted and limited; null: there are no limits. */
  readonly plans: Plans | null;
}
