import type { Destinations } from "../rules/judge-destination.ts";
import type { Clock } from "../runtime/clock.ts";
import type { KeyRing } from "../runtime/sealing.ts";
import type { Store } from "../store/for-scheduler.ts";
import type { ZoneBook } from "./zones/zone-book.ts";

/** Describes what the scheduler's parts work with; tests hand in their own. */
export interface Scheduler {
  readonly store: Store;
  readonly clock: Clock;
  readonly keys: KeyRing;
  readonly destinations: Destinations;
  /** By which rules of their zones plans are made. */
  readonly zones: ZoneBook;
  /** How long what has ended is kept, for projects that have nothing else set. */
  readonly retentionDays: number;
}
