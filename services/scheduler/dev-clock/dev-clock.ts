import { randomBytes } from "node:crypto";
import type { Clock } from "../../runtime/clock.ts";
import { followMovedClock } from "../../runtime/follow-moved-clock.ts";
import type { Lifetime } from "../../runtime/lifecycle.ts";
import type { Logger } from "../../runtime/logger.ts";
import { MovedClock } from "../../runtime/moved-clock.ts";
import { devClockSource, type Store } from "../../store/for-scheduler.ts";

/** The clock that tests can move, as this process has it. */
export interface DevClock {
  /** The store's time with what was moved. */
  readonly moved: MovedClock;
  /** The store's time as it is. */
  readonly real: Clock;
}

/** Opens the clock and follows it for the life of the process. */
export async function openDevClock(
  lifetime: Lifetime,
  store: Store,
  real: Clock,
  log: Logger,
): Promise<DevClock> {
  const moved = new MovedClock(real);
  const source = devClockSource(store, randomBytes(16));
  await lifetime.start(
    "dev-clock",
    () => followMovedClock({ moved, real, log, source }),
    (loop) => loop.stop(),
  );
  return { moved, real };
}
