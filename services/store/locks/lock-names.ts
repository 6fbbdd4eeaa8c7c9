import { createHash, randomInt } from "node:crypto";
import type { Queryable, Transaction } from "../session/connect.ts";

const nameBytes = 16;
/** More let more hold a share at once on different servers, and cost whoever locks against shares more rows. */
const sharesOfName = 16;

/**
 * Locks a name until the transaction ends: of two transactions that lock it, on whatever servers, one comes after the
 * other and sees what it did. The row that stands for the name is written, since a lock that writes nothing holds on
 * one server alone.
 */
export function lockName(transaction: Queryable, name: string): Promise<void> {
  return write(transaction, [rowOf(name)]);
}

/**
 * Has whoever locks names against shares come before this transaction or after it; others that share them do not wait.
 * For a store of several servers: on a single one a shared lock of the thing itself does as much and writes nothing.
 */
export async function shareNames(transaction: Transaction, names: readonly string[]): Promise<void> {
  const distinct = [...new Set(names)];
  if (distinct.length === 0) return;
  await write(
    transaction,
    distinct.map((name) => shareOf(name, randomInt(sharesOfName))),
  );
}

/** Locks a name against all who share it; on any server each of them comes before this transaction or after it. */
export function lockAgainstShares(transaction: Transaction, name: string): Promise<void> {
  return write(
    transaction,
    Array.from({ length: sharesOfName }, (_, share) => shareOf(name, share)),
  );
}

/** In one order, so that two who lock several do not meet crosswise. */
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
