import { createHash, randomInt } from "node:crypto";
import type { Queryable, Transaction } from "../session/connect.ts";

const nameBytes = 16;
/**
 * More shares let more transactions on different servers hold a name at once, but an exclusive lock then
 * writes more rows.
 */
const sharesOfName = 16;

/**
 * Locks a name until the transaction ends: transactions that lock it, on any server, run one after the other,
 * and each sees the work of the one before. Writes the name's row, since a lock that writes nothing holds on
 * one server alone.
 */
export function lockName(transaction: Queryable, name: string): Promise<void> {
  return write(transaction, [rowOf(name)]);
}

/**
 * Locks a name against `lockAgainstShares`, while others that share it do not wait. For a store of several
 * servers; on a single one, a shared lock of the row itself does the same and writes nothing.
 */
export async function shareNames(transaction: Transaction, names: readonly string[]): Promise<void> {
  const distinct = [...new Set(names)];
  if (distinct.length === 0) return;
  await write(
    transaction,
    distinct.map((name) => shareOf(name, randomInt(sharesOfName))),
  );
}

/** Locks a name against all transactions that share it, on any server. */
export function lockAgainstShares(transaction: Transaction, name: string): Promise<void> {
  return write(
    transaction,
    Array.from({ length: sharesOfName }, (_, share) => shareOf(name, share)),
  );
}

/** Writes in one order, so that transactions which lock several names do not deadlock. */
async function write(transaction: Queryable, rows: readonly Buffer[]): Promise<void> {
  await transaction.change(
    "INSERT INTO locks (name) VALUES ? ON DUPLICATE KEY UPDATE lock_count = lock_count + 1",
    [rows.toSorted(Buffer.compare).map((row) => [row])],
  );
}

function shareOf(name: string, share: number): Buffer {
  return rowOf(`${name}\0${share}`);
}

function rowOf(name: string): Buffer {
  return createHash("sha256").update(name).digest().subarray(0, nameBytes);
}
