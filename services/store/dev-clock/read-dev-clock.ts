import type { RowDataPacket } from "mysql2/promise";
import type { Queryable } from "../session/connect.ts";

/** The store's clock that tests can move. */
export interface DevClockState {
  /** By how much it is ahead of the real time. */
  readonly aheadMs: number;
  /** True while a call moves it. */
  readonly isMoving: boolean;
}

/** A process that goes by the clock counts for this long after it was last seen. */
const aliveForMs = 3_000;

/**
 * Reads the clock, one row by its key.
 *
 * @throws ServiceError `service_unavailable`; an error of the server if the store has no such clock
 */
export async function readDevClock(store: Queryable): Promise<DevClockState> {
  const [row] = await store.rows<RowDataPacket & { ahead_ms: number; moving: number }>(
    "SELECT ahead_ms, moving_until > ? AS moving FROM dev_clock WHERE name = 'clock'",
    [store.time],
  );
  if (!row) throw new Error("the store has no clock that can be moved: start it with --dev-clock");
  return { aheadMs: row.ahead_ms, isMoving: row.moving === 1 };
}

/** Records that a process goes by the clock as it was read. */
export async function noteDevClockSeen(store: Queryable, reader: Buffer, aheadMs: number): Promise<void> {
  await store.change(
    `INSERT INTO dev_clock_readers (id, ahead_ms, seen_at) VALUES (?, ?, ?)
     ON DUPLICATE KEY UPDATE ahead_ms = VALUES(ahead_ms), seen_at = VALUES(seen_at)`,
    [reader, aheadMs, store.time],
  );
}

/** Records that a process has ended, so that nobody waits for it. Forgets those that died long ago, too. */
export async function forgetDevClockReader(store: Queryable, reader: Buffer): Promise<void> {
  await store.change("DELETE FROM dev_clock_readers WHERE id = ? OR seen_at < ? - 60000", [
    reader,
    store.time,
  ]);
}

/** True if every living process goes by the clock as it is at `aheadMs`. */
export async function isDevClockSeenByAll(store: Queryable, aheadMs: number): Promise<boolean> {
  const [behind] = await store.rows(
    "SELECT 1 FROM dev_clock_readers WHERE ahead_ms <> ? AND seen_at > ? - ? LIMIT 1",
    [aheadMs, store.time, aliveForMs],
  );
  return behind === undefined;
}
