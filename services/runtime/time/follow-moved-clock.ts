import type { Logger } from "../logging/logger.ts";
import type { Lifetime } from "../process/lifecycle.ts";
import { type Loop, startLoop } from "../process/loop.ts";
import type { Clock } from "./clock.ts";
import { MovedClock } from "./moved-clock.ts";

/** Where the distance of a moved clock is kept. */
export interface MovedClockSource {
  read(): Promise<{ readonly aheadMs: number; readonly isMoving: boolean }>;
  /** Tells the source that this process goes by a distance. */
  noteSeen(aheadMs: number): Promise<void>;
  /** Tells it that this process ends. */
  forget(): Promise<void>;
}

export interface FollowMovedOptions {
  readonly moved: MovedClock;
  /** The clock that it is ahead of. */
  readonly real: Clock;
  readonly log: Logger;
  readonly source: MovedClockSource;
}

/**
 * Opens a clock that is ahead of `real` as its source says, and follows it for the life of the process.
 *
 * @throws what the source throws at the first reading
 */
export async function openMovedClock(
  lifetime: Lifetime,
  real: Clock,
  log: Logger,
  source: MovedClockSource,
): Promise<MovedClock> {
  const moved = new MovedClock(real);
  await lifetime.start(
    "moved-clock",
    () => followMovedClock({ moved, real, log, source }),
    (loop) => loop.stop(),
  );
  return moved;
}

const restMs = 40;
/** Interval while somebody moves the clock. */
const movingMs = 4;
/** The source is told at least this often that the process lives. */
const noteEveryMs = 1_000;

/**
 * Moves a clock as its source says, for the life of the process. Reads the source once before it returns, so that nothing
 * is done by an older time.
 *
 * @throws what the source throws at that first reading
 */
export async function followMovedClock({ moved, real, log, source }: FollowMovedOptions): Promise<Loop> {
  let notedAt = Number.NEGATIVE_INFINITY;
  const look = async () => {
    const { aheadMs, isMoving } = await source.read();
    const isNew = aheadMs > moved.aheadMs;
    moved.move(aheadMs);
    if (isNew || real.monotonic() - notedAt >= noteEveryMs) {
      await source.noteSeen(moved.aheadMs);
      notedAt = real.monotonic();
    }
    return isMoving ? movingMs : restMs;
  };
  await look();
  const loop = startLoop({ name: "follow-moved-clock", clock: real, log, runOnce: look });
  return {
    wake: () => loop.wake(),
    async stop() {
      await loop.stop();
      // If that fails, the process is forgotten a few seconds later.
      await source.forget().catch(() => undefined);
    },
  };
}
