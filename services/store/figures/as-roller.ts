import type { RowDataPacket } from "mysql2/promise";
import type { Store, Transaction } from "../session/connect.ts";

/** Who rolls attempts up, 16 bytes, and for how long nobody else does. */
export interface RollerLease {
  readonly holder: Buffer;
  readonly now: number;
  readonly leaseMs: number;
}

/** Describes how far the figures are. Whole minutes. */
export interface RollUpState {
  /** Every minute before this one is counted. */
  readonly rolledThrough: number;
  /** Every minute before this one is counted for good. */
  readonly checkedThrough: number;
  /** Every hour before this one is made of its minutes. A whole hour. */
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
 * Runs `work` as the one roller, in one transaction that holds the roller's row from beginning to end: nobody
 * else writes figures meanwhile, so what it writes needs no fence. The lease keeps the others from trying.
 *
 * @returns what `work` did; null when somebody else is the roller
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
