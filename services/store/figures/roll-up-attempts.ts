import type { RowDataPacket } from "mysql2/promise";
import { firstIdOf } from "../lists/newest-first.ts";
import type { Queryable, Store } from "../session/connect.ts";
import { asRoller, type RollerLease, type RollUpState } from "./as-roller.ts";
import { minuteMs } from "./figures-record.ts";
import { readMinutes } from "./read-minutes.ts";
import { writeFigures } from "./write-figures.ts";

/**
 * Attempts carry the instant at which they were settled but become visible when that is committed, a little
 * later.
 */
const openMs = minuteMs;
/** A minute is counted once more after this time, for commits that took long and clocks that differ. */
const checkAfterMs = 5 * minuteMs;
/** Bound on the minutes counted in one transaction. */
const mostMinutes = 10;

export interface RollUpPass {
  /** Rows of figures that were written. */
  readonly written: number;
  /** True if there is more to count at once. */
  readonly behind: boolean;
}

/**
 * Brings the figures up to date with the attempts that were settled and the schedules that were made. Each
 * count replaces a whole minute, so counting again is safe. Every pass counts the running minute and the one
 * before; each minute is counted a last time five minutes later.
 *
 * @param onTimeMs the largest offset that is on time
 * @returns null when another process is the roller
 */
export function rollUpAttempts(
  store: Store,
  lease: RollerLease,
  onTimeMs: number,
): Promise<RollUpPass | null> {
  const { now } = lease;
  return asRoller(store, lease, async (transaction, state) => {
    const count = async (from: number, before: number) => {
      if (from >= before) return 0;
      const minutes = await readMinutes(transaction, from, before, onTimeMs);
      await writeFigures(transaction, minutes);
      return minutes.length;
    };
    const checkable = floorMinute(now - checkAfterMs);
    let written = await count(state.checkedThrough, Math.min(checkable, state.rolledThrough));
    const end = floorMinute(now) + minuteMs;
    const from = await firstMinute(transaction, state.rolledThrough, end);
    const before = Math.min(from + mostMinutes * minuteMs, end);
    written += await count(from, before);
    const rolledThrough = Math.max(Math.min(before, floorMinute(now - openMs)), state.rolledThrough);
    const next: RollUpState = {
      ...state,
      rolledThrough,
      checkedThrough: Math.max(Math.min(rolledThrough, checkable), state.checkedThrough),
    };
    return { state: next, result: { written, behind: before < end } };
  });
}

/** Finds the first minute from `from` on that has something to count; `end` when there is none. */
async function firstMinute(transaction: Queryable, from: number, end: number): Promise<number> {
  const [attempt] = await transaction.rows<RowDataPacket & { settled_at: number }>(
    "SELECT settled_at FROM attempts FORCE INDEX (attempts_to_roll_up) WHERE settled_at >= ? ORDER BY settled_at LIMIT 1",
    [from],
  );
  const [schedule] = await transaction.rows<RowDataPacket & { id: Buffer }>(
    "SELECT id FROM schedules WHERE id >= ? ORDER BY id LIMIT 1",
    [firstIdOf(from)],
  );
  const [ended] = await transaction.rows<RowDataPacket & { ended_at: number }>(
    "SELECT ended_at FROM unsent_ends WHERE ended_at >= ? ORDER BY ended_at LIMIT 1",
    [from],
  );
  const first = Math.min(
    attempt?.settled_at ?? end,
    schedule?.id.readUIntBE(0, 6) ?? end,
    ended?.ended_at ?? end,
    end,
  );
  return Math.max(floorMinute(first), from);
}

function floorMinute(instant: number): number {
  return Math.floor(instant / minuteMs) * minuteMs;
}
