import type { StoreConnection } from "./store-connection.ts";

/** Rows of one INSERT: few enough that a transaction stays small. */
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

/** One row of each table that a delivery is made of. */
export interface TemplateRows {
  readonly ids: Readonly<Partial<Record<keyof typeof tables, unknown>>>;
  readonly createdAt: number;
}

/**
 * Copies a delivery with all that belongs to it, `count` times, each with ids of its own, as if it had been made at an
 * instant of its own. Works with whatever columns the tables have.
 *
 * @param firstNumber numbers of rows that no other call has given out are counted from here
 * @param stepMs between the first, which is made at `firstAt`, and the next
 */
export async function copyRows(
  store: StoreConnection,
  template: TemplateRows,
  { count, firstNumber, firstAt, stepMs }: Record<"count" | "firstNumber" | "firstAt" | "stepMs", number>,
): Promise<void> {
  // Rounded down in SQL, so that every column of a delivery moves by the same.
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

/** A ULID of that instant: ids of the same row number agree between tables, those of other kinds differ. */
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
