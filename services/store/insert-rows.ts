import type { Bound, Transaction } from "./connect.ts";

/** Servers take statements of 16 MB by default. */
const mostStatementBytes = 8 * 1024 * 1024;
const mostStatementRows = 1_000;

/**
 * Writes rows into a table, in as many statements as their number and size ask for, at the latest before the commit.
 * Columns that are null in all rows
 * of one are left out, since no column that may be null defaults to anything else: to read the text of a statement is
 * a fifth of what an INSERT costs the server, and of the 40 columns of a one-shot's schedule 15 are null.
 *
 * @param onDuplicate an `ON DUPLICATE KEY UPDATE` clause
 */
export async function insertRows(
  transaction: Transaction,
  table: string,
  columns: string,
  rows: readonly Bound[][],
  onDuplicate = "",
): Promise<void> {
  const names = columns.split(",");
  let batch: Bound[][] = [];
  let batchBytes = 0;
  const flush = async () => {
    if (batch.length > 0) {
      const given = names.map((_, at) => batch.some((row) => row[at] !== null));
      const into = names.filter((_, at) => given[at]).join(", ");
      const values = batch.map((row) => row.filter((_, at) => given[at]));
      await transaction.later(`INSERT INTO ${table} (${into}) VALUES ? ${onDuplicate}`, [values]);
    }
    batch = [];
    batchBytes = 0;
  };
  for (const row of rows) {
    const rowBytes = row.reduce<number>((sum, value) => sum + textBytes(value), 0);
    if (batch.length >= mostStatementRows || batchBytes + rowBytes > mostStatementBytes) await flush();
    batch.push(row);
    batchBytes += rowBytes;
  }
  await flush();
}

/** What a value takes in the text of a statement, at most: bytes go as hex, characters may be escaped. */
function textBytes(value: Bound): number {
  if (Buffer.isBuffer(value)) return 2 * value.length;
  return typeof value === "string" ? 4 * value.length : 20;
}
