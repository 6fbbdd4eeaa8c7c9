import type { StoreConnection } from "./store-connection.ts";

/** Rows per INSERT, so that transactions stay small. */
const rowsPerStatement = 10_000;

/** Tables that hold a delivery, with the columns of its id and of the ids it refers to. */
const tables = {
  requests: { id: "request" },
  schedules: { id: "schedule", request_id: "request" },
  deliveries: { id: "delivery", schedule_id: "schedule", request_id: "request", idempotency_id: "delivery" },
  attempts: { id: "attempt", delivery_id: "delivery", schedule_id: "schedule" },
} as const;

/** Columns that hold an instant. */
const instant = /_(at|for|from|before|through)$/;

/** A delivery's row of each table. */
export interface TemplateRows {
  readonly ids: Readonly<Partial<Record<keyof typeof tables, unknown>>>;
  readonly createdAt: number;
}

/**
 * Copies a delivery with all its rows `count` times, each with new ids, as if it had been created at another instant.
 * Works with any columns.
 *
 * @param firstNumber first row number to use; no other call may use the same ones
 * @param stepMs between creations, from `firstAt`
 */
export async function copyRows(
  store: StoreConnection,
  template: TemplateRows,
  { count, firstNumber, firstAt, stepMs }: Record<"count" | "firstNumber" | "firstAt" | "stepMs", number>,
): Promise<void> {
  // Rounded down in SQL, so that all columns of a delivery move by the same amount.
  const at = `(${firstAt} + CAST(FLOOR((seq - ${firstNumber}) * ${stepMs}) AS SIGNED))`;
  const shift = `(${at} - ${template.createdAt})`;
  for (const table of ["requests", "schedules", "deliveries", "attempts"] as const) {
    const id = template.ids[table];
    if (id === undefined) continue;
    const columns = await columnsOf(store, table);
    const owned: Readonly<Record<string, string>> = tables[table];
    const values = columns.map((column) => {
      const kind = owned[column];
      if (kind !== undefined) return idAt(at, kind);
      return instant.test(column) ? `\`${column}\` + ${shift}` : `\`${column}\``;
    });
    const into = columns.map((column) => `\`${column}\``).join(", ");
    const end = firstNumber + count;
    for (let from = firstNumber; from < end; from += rowsPerStatement) {
      const to = Math.min(from + rowsPerStatement, end) - 1;
      await store.rows(
        `INSERT INTO ${table} (${into}) SELECT ${values.join(", ")} FROM ${table} JOIN seq_${from}_to_${to} WHERE id = ?`,
        [id],
      );
    }
  }
}

/** SQL for a ULID of that instant: equal for the same row number in all tables, different between kinds of ids. */
function idAt(at: string, kind: string): string {
  const mark = Buffer.from(kind.padEnd(4).slice(0, 4)).toString("hex");
  return `UNHEX(CONCAT(LPAD(HEX(${at}), 12, '0'), '${mark}', LPAD(HEX(seq), 12, '0')))`;
}

async function columnsOf(store: StoreConnection, table: string): Promise<string[]> {
  const rows = await store.rows(
    `SELECT column_name AS name FROM information_schema.columns
     WHERE table_schema = DATABASE() AND table_name = ? AND is_generated = 'NEVER' ORDER BY ordinal_position`,
    [table],
  );
  return rows.map(({ name }) => String(name));
}
