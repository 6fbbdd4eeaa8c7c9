import type { RowDataPacket } from "mysql2/promise";
import type { Store, Transaction } from "../session/connect.ts";

/** The process that rolls attempts up, 16 bytes, and how long it keeps others from doing so. */
export interface RollerLease {
  readonly holder: Buffer;
  readonly now: number;
  readonly leaseMs: number;
}

/** Progress of the figures, in whole minutes. */
export interface RollUpState {
  /** Every minute before this one is counted. */
  readonly rolledThrough: number;
  /** Every minute before this one has its final count. */
  readonly checkedThrough: number;
  /** Every hour before this one has been made from its minutes. A whole hour. */
  readonly hoursThrough: number;
}

interface RollUpRow extends RowDataPacket {
  holder: Buffer | null;
  lease_expires_at: number;
  rolled_through: number;
  checked_through: number;
  hours_through: number;
}

/**
 * Runs `work` as the only roller, in one transaction that holds the roller's row from beginning to end.
 * Nobody else writes figures meanwhile, so the writes need no fence. The lease keeps other processes from
 * trying.
 *
 * @returns the result of `work`; null when another process is the roller
 */
export function asRoller<Result>(
  store: Store,
  { holder, now, leaseMs }: RollerLease,
  work: (
    transaction: Transaction,
    state: RollUpState,
  ) => Promise<{ readonly state: RollUpState; readonly result: Result }>,
): Promise<Result | null> {
  return store.transact(async (transaction) => {
    const [row] = await transaction.rows<RollUpRow>(
      `SELECT holder, lease_expires_at, rolled_through, checked_through, hours_through FROM roll_ups
       WHERE name = 'attempts' FOR UPDATE SKIP LOCKED`,
    );
    if (!row || (row.lease_expires_at > now && row.holder && !row.holder.equals(holder))) return null;
    const before = {
      rolledThrough: row.rolled_through,
      checkedThrough: row.checked_through,
      hoursThrough: row.hours_through,
    };
    const { state, result } = await work(transaction, before);
    await transaction.change(
      `UPDATE roll_ups SET holder = ?, lease_expires_at = ?, rolled_through = ?, checked_through = ?, hours_through = ?
       WHERE name = 'attempts'`,
      [holder, now + leaseMs, state.rolledThrough, state.checkedThrough, state.hoursThrough],
    );
    return result;
  });
}
