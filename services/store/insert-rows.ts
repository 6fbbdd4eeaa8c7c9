import type { Bound, Queryable } from "./connect.ts";

/** Servers take statements of 16 MB by default. */
const mostStatementBytes = 8 * 1024 * 1024;
const mostStatementRows = 1_000;

/**
 * Writes rows into a table, in as many statements as their number and size ask for.
 *
 * @param onDuplicate an `ON DUPLICATE KEY UPDATE` clause
 */
export async function insertRows(
  transaction: Queryable,
  table: string,
  columns: string,
  rows: readonly Bound[][],
  onDuplicate = "",
): Promise<void> {
  let batch: Bound[][] = [];
  let batchBytes = 0;
  const flush = async () => {
    if (batch.length > 0) {
      await transaction.change(`INSERT INTO ${table} (${columns}) VALUES ? ${onDuplicate}`, [batch]);
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
