import type { StoreConnection } from "./store-connection.ts";

/** Rows of one INSERT: few enough that a transaction stays small. */
const rowsPerStatement = 10_000;

/** What one settled delivery is made of, and where in each table its id and those of the others stand. */
const tables = {
  requests: { id: "request" },
  schedules: { id: "schedule", request_id: "request" },
  deliveries: { id: "delivery", schedule_id: "schedule", request_id: "request", idempotency_id: "delivery" },
  attempts: { id: "attempt", delivery_id: "delivery", schedule_id: "schedule" },
} as const;

/** Columns that hold an instant. */
const instant = /_(at|for|from|before|through)$/;

/** Describes what is to be copied, and how. */
export interface Copies {
  /** How the delivery that is copied ended, after one attempt. */
  readonly state: "succeeded" | "dead_lettered";
  readonly count: number;
  /** The first is settled so long ago, the others evenly spread until `newestAgeMs` ago. */
  readonly oldestAgeMs: number;
  readonly newestAgeMs: number;
  /** Numbers of rows that no other call has given out are counted from here. */
  readonly firstNumber: number;
}

/**
 * Copies one settled one-shot, with its schedule, request and attempt, `count` times, each with ids of its
 * own, as if it had been made and settled at an instant of its own. Works with whatever columns the tables have.
 */
export async function copySettled(store: StoreConnection, copies: Copies): Promise<void> {
  const { state, count, oldestAgeMs, newestAgeMs, firstNumber } = copies;
  const [template] = await store.rows(
    `SELECT d.id, d.schedule_id, d.request_id, d.created_at, a.id AS attempt_id
     FROM deliveries d JOIN attempts a ON a.delivery_id = d.id
     WHERE d.state = ? AND d.attempt_count = 1 ORDER BY d.id DESC LIMIT 1`,
    [state],
  );
  if (template === undefined) throw new Error("there is no settled delivery to copy");
  const ids = {
    requests: template.request_id,
    schedules: template.schedule_id,
    deliveries: template.id,
    attempts: template.attempt_id,
  };
  const firstAt = Date.now() - oldestAgeMs;
  const stepMs = (oldestAgeMs - newestAgeMs) / count;
  // Rounded down in SQL, so that every column of a delivery moves by the same.
  const at = `(${firstAt} + CAST(FLOOR((seq - ${firstNumber}) * ${stepMs}) AS SIGNED))`;
  const shift = `(${at} - ${Number(template.created_at)})`;
  for (const table of ["requests", "schedules", "deliveries", "attempts"] as const) {
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
        [ids[table]],
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
