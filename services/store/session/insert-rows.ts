import { columnDefaults } from "./column-defaults.ts";
import type { Bound, Transaction } from "./connect.ts";
import { Written, writtenRow } from "./statement.ts";

/** Servers accept messages of 16 MB by default; a character is at most three bytes. */
const mostStatementCharacters = 4 * 1024 * 1024;
const mostStatementRows = 1_000;

/**
 * Writes rows into a table, with as many statements as their number and size require, at the latest before
 * the commit. Leaves out columns that have their default in all rows (null where they are nullable, else
 * `columnDefaults`): parsing a statement is a fifth of what an INSERT costs the server, and this leaves 12 of
 * the 40 columns of a one-shot's schedule.
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
