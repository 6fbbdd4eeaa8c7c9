import Table from "cli-table3";
import type { Output } from "../output.ts";
import { visibleLine } from "./visible.ts";

const blank = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: "  ",
};

/** Prints a table without lines, easy to read and to cut with awk. */
export function printTable(
  output: Output,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): void {
  const { paint } = output;
  const table = new Table({
    chars: blank,
    style: { "padding-left": 0, "padding-right": 0, head: [], border: [] },
  });
  table.push(head.map((each) => paint.bold(each)));
  for (const row of rows) table.push(row.map((cell) => painted(visibleLine(cell), output)));
  for (const line of table.toString().split("\n")) output.line(line.trimEnd());
}

/** Prints the fields of one object, a line each. */
export function printFields(output: Output, fields: readonly (readonly [string, string | null])[]): void {
  const width = Math.max(...fields.map(([name]) => name.length));
  for (const [name, value] of fields) {
    if (value === null) continue;
    output.line(`${output.paint.dim(name.padEnd(width))}  ${painted(visibleLine(value), output)}`);
  }
}

/** Colours of states. */
function painted(text: string, { paint }: Output): string {
  if (/^(active|succeeded|enabled|closed|ready|ok|completed)$/.test(text)) return paint.green(text);
  if (/^(dead_lettered|expired|failed|open|disabled|unavailable|exhausted)$/.test(text))
    return paint.red(text);
  if (/^(paused|retrying|retry|half_open|skipped|canceled)$/.test(text)) return paint.yellow(text);
  return text;
}
