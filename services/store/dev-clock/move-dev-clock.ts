import type { Queryable } from "../session/connect.ts";

/**
 * Makes `mover` the only one who moves the clock, for `forMs` by the server's clock, or longer if it already is.
 *
 * @returns false if another call moves it
 */
export async function takeDevClock(store: Queryable, mover: Buffer, forMs: number): Promise<boolean> {
  const taken = await store.change(
    "UPDATE dev_clock SET mover = ?, moving_until = ? + ? WHERE name = 'clock' AND (moving_until <= ? OR mover = ?)",
    [mover, store.time, forMs, store.time, mover],
  );
  return taken > 0;
}

/**
 * Moves the clock to `aheadMs` ahead of the real time, never back.
 *
 * @returns false if `mover` has not the clock, or it is ahead of that
 */
export async function moveDevClock(store: Queryable, mover: Buffer, aheadMs: number): Promise<boolean> {
  const moved = await store.change(
    "UPDATE dev_clock SET ahead_ms = ? WHERE name = 'clock' AND mover = ? AND moving_until > ? AND ahead_ms <= ?",
    [aheadMs, mover, store.time, aheadMs],
  );
  return moved > 0;
}

/** Lets others move the clock. */
export async function releaseDevClock(store: Queryable, mover: Buffer): Promise<void> {
  await store.change(
    "UPDATE dev_clock SET mover = NULL, moving_until = 0 WHERE name = 'clock' AND mover = ?",
    [mover],
  );
}
