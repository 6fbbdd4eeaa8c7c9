import type { Logger } from "../runtime/logging/logger.ts";
import type { Lifetime } from "../runtime/process/lifecycle.ts";
import { type MovedClockSource, openMovedClock } from "../runtime/time/follow-moved-clock.ts";
import type { StoreClock } from "../runtime/time/store-clock.ts";
import type { Dispatcher } from "./dispatcher.ts";

/** The clock that deliveries go by. */
export interface OpenedClock extends Pick<Dispatcher, "clock" | "aheadMs"> {
  /** Calls `run` each time that tests have moved it. */
  whenMoved(run: () => void): void;
}

/** Opens the clock that deliveries go by: the store's, or, if `isMoved`, one that tests can move ahead of it. */
export async function openClock(
  lifetime: Lifetime,
  isMoved: boolean,
  real: StoreClock,
  log: Logger,
  source: MovedClockSource,
): Promise<OpenedClock> {
  if (!isMoved) return { clock: real, aheadMs: () => 0, whenMoved: () => undefined };
  const clock = await openMovedClock(lifetime, real, log, source);
  return { clock, aheadMs: () => clock.aheadMs, whenMoved: (run) => clock.whenMoved(run) };
}
