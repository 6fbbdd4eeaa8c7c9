import { columnDefaults } from "./column-defaults.ts";
import type { Bound, Transaction } from "./connect.ts";
import { Written, writtenRow } from "./statement.ts";

/** Servers take messages of 16 MB by default; a character is at most three bytes. */
const mostStatementCharacters = 4 * 1024 * 1024;
const mostStatementRows = 1_000;

/**
 * Writes rows into a table, in as many statements as their number and size ask for, at the latest before the commit.
 * Columns that have in all rows what they default to are left out (null where they may be null, else
 * `columnDefaults`): to read the text of a statement is a fifth of what an INSERT costs the server, and of the 40 columns
 * of a one-shot's schedule that leaves 12.
 *
 * @param onDuplicate an `ON DUPLICATE KEY UPDATE` clause
 */
export async function insertRows(
  transaction: Transaction,
  table: string,
  columns: string,
  rows: readonly (readonly Bound[])[],
  onDuplicate = "",
): Promise<void> {
  const names = columns.split(/,\s*/);
  const defaults = names.map((name) => columnDefaults[table]?.[name] ?? null);
  const given = [...names.keys()].filter((at) => rows.some((row) => row[at] !== defaults[at]));
  const into = given.map((at) => names[at]).join(", ");
  let values = "";
  let count = 0;
  const write = () =>
    transaction.later(`INSERT INTO ${table} (${into}) VALUES ? ${onDuplicate}`, [new Written(values)]);
  for (const row of rows) {
    const text = writtenRow(row, given);
    if (count === mostStatementRows || values.length + text.length > mostStatementCharacters) {
      if (count > 0) await write();
      values = "";
      count = 0;
    }
    values += count === 0 ? text : `, ${text}`;
    count++;
  }
  if (count > 0) await write();
}
