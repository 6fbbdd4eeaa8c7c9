import type { Transaction } from "../session/connect.ts";
import { insertRows } from "../session/insert-rows.ts";
import { type FiguresRecord, figureColumns, figureValues } from "./figures-record.ts";

/** Writes figures, replacing those of the same owner and time. */
export async function writeFigures(
  transaction: Transaction,
  figures: readonly FiguresRecord[],
): Promise<void> {
  await insertRows(transaction, "figures", figureColumns, figures.map(figureValues), replacing);
}

const replacing = `ON DUPLICATE KEY UPDATE ${figureColumns
  .split(/,\s*/)
  .map((column) => `${column} = VALUES(${column})`)
  .join(", ")}`;
