import { randomId } from "../random-id.ts";
import type { Claim, SeenStore } from "./seen-store.ts";

/**
 * Runs one statement by itself, outside any transaction, and resolves to its rows; to an empty array for
 * anything but a query. With mysql2:
 * `async (sql, values) => { const [rows] = await pool.execute(sql, values); return Array.isArray(rows) ? rows : []; }`;
 * with pg: `async (sql, values) => (await pool.query(sql, values)).rows`.
 */
export type SqlStatement = (
  sql: string,
  values: (string | number)[],
) => Promise<readonly Readonly<Record<string, unknown>>[]>;

/** Options of a SQL store. */
export interface SqlStoreOptions {
  /** Default `landfall_seen`; a name of letters, digits and `_`. */
  readonly table?: string;
  /** Default `?` (MySQL, MariaDB, SQLite); `$1` numbers them (PostgreSQL). */
  readonly placeholders?: "?" | "$1";
  /**
   * Milliseconds since 1970, the same for all processes that share the table; default: the machine's clock.
   */
  readonly now?: () => number;
}

/**
 * DDL of the table that `sqlStore` uses, for a migration. It runs on MySQL, MariaDB, PostgreSQL and SQLite.
 */
export function sqlStoreTable(table = "landfall_seen"): string {
  return `CREATE TABLE ${checkedName(table)} (
  seen_key VARCHAR(255) NOT NULL PRIMARY KEY,
  token VARCHAR(32) NULL,
  until_ms BIGINT NOT NULL
)`;
}

/**
 * Remembers keys in a table of `sqlStoreTable`, shared by all processes. Expired rows stay until their key
 * comes again; delete them when convenient (`until_ms` less than now).
 */
export function sqlStore(
  statement: SqlStatement,
  { table = "landfall_seen", placeholders = "?", now = Date.now }: SqlStoreOptions = {},
): SeenStore {
  const name = checkedName(table);
  const run = (sql: string, ...values: (string | number)[]) => {
    let number = 0;
    return statement(placeholders === "?" ? sql : sql.replace(/\?/g, () => `$${++number}`), values);
  };
  const remember = (key: string, token: string, untilMs: number) =>
    run(`INSERT INTO ${name} (seen_key, token, until_ms) VALUES (?, ?, ?)`, key, token, untilMs);
  return {
    async claim(key, claimMs): Promise<Claim> {
      const nowMs = now();
      const token = randomId();
      await run(`DELETE FROM ${name} WHERE seen_key = ? AND until_ms <= ?`, key, nowMs);
      try {
        await remember(key, token, nowMs + claimMs);
        return { state: "claimed", token };
      } catch (error) {
        // The primary key lets only one insert succeed. Databases report the conflict differently, so
        // reading the row tells it from a real failure.
        const [row] = await run(`SELECT token, until_ms FROM ${name} WHERE seen_key = ?`, key);
        if (row === undefined) throw error;
        if (row.token === null) return { state: "done" };
        return { state: "busy", forMs: Math.max(1, Number(row.until_ms) - nowMs) };
      }
    },
    async done(key, token, keepMs) {
      const untilMs = now() + keepMs;
      await run(`UPDATE ${name} SET token = NULL, until_ms = ? WHERE seen_key = ?`, untilMs, key);
      // If the claim expired and its row was deleted, there is nothing to update.
      const [row] = await run(`SELECT token FROM ${name} WHERE seen_key = ?`, key);
      if (row !== undefined) return;
      await remember(key, token, untilMs);
      await run(`UPDATE ${name} SET token = NULL WHERE seen_key = ?`, key);
    },
    async failed(key, token) {
      await run(`DELETE FROM ${name} WHERE seen_key = ? AND token = ?`, key, token);
    },
  };
}

function checkedName(table: string): string {
  if (/^[A-Za-z_]\w{0,62}$/.test(table)) return table;
  throw new TypeError("The table's name may have letters, digits and _ alone.");
}
