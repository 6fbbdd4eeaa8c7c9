import type { Clock } from "../../runtime/time/clock.ts";
import type { MovedClock } from "../../runtime/time/moved-clock.ts";

/** The clock that tests can move, as this process has it. */
export interface DevClock {
  /** The store's time with what was moved. */
  readonly moved: MovedClock;
  /** The store's time as it is. */
  readonly real: Clock;
}
