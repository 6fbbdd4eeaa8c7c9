import { escape as escaped } from "mysql2";
import type { Bound } from "./connect.ts";

/** Printable ASCII without quote and backslash, which needs no escaping in any character set or mode. */
const plain = /^[ -&(-[\]-~]*$/;

/**
 * Builds the text of a statement with its values in place of `?`. A list is written with commas, a list of
 * lists as rows to insert. In `sql` itself, `?` always stands for a value.
 *
 * A batch binds thousands of values, mostly ids and instants. This takes a quarter of the time of the
 * driver's own formatting, which must handle any type. Text that needs escaping is left to the driver.
 *
 * @throws RangeError when the numbers of values and `?` differ, or SQL cannot express a number
 */
export function statement(sql: string, bound: readonly Bound[] = []): string {
  const parts = sql.split("?");
  if (parts.length !== bound.length + 1) {
    throw new RangeError(`${bound.length} values for ${parts.length - 1} places in: ${sql.slice(0, 200)}`);
  }
  let text = parts[0] ?? "";
  for (const [index, value] of bound.entries()) text += literal(value) + (parts[index + 1] ?? "");
  return text;
}

/** Text that is put into a statement unescaped. */
export class Written {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Formats one row to insert, from its values at these places. */
export function writtenRow(row: readonly Bound[], places: readonly number[]): string {
  let text = "";
  for (const place of places) text += `${text === "" ? "(" : ", "}${literal(row[place] ?? null)}`;
  return `${text})`;
}

function literal(value: Bound): string {
  if (value === null) return "NULL";
  if (typeof value === "number") return numberLiteral(value);
  if (typeof value === "string") return plain.test(value) ? `'${value}'` : escaped(value);
  if (typeof value === "boolean") return value ? "true" : "false";
  if (Buffer.isBuffer(value)) return `x'${value.toString("hex")}'`;
  return value instanceof Written ? value.text : listLiteral(value);
}

function numberLiteral(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`${value} is no number in SQL`);
  return String(value);
}

function listLiteral(values: readonly Bound[]): string {
  let text = "";
  for (const value of values) {
    if (text !== "") text += ", ";
    text += Array.isArray(value) ? `(${listLiteral(value)})` : literal(value);
  }
  return text;
}
