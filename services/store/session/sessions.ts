import { promisify } from "node:util";
import mysql, { type PoolConnection, type RowDataPacket } from "mysql2";
import { connectionOptions, type DatabaseUrl } from "./database-url.ts";
import { versionComplaint } from "./server-version.ts";
import type { Answer } from "./transaction.ts";

/** A connection with one user until it is released. */
export interface Session {
  /**
   * Sends a statement. The caller knows the type of the answer: rows of a SELECT, else a header with counts.
   */
  run<Expected extends Answer>(text: string): Promise<Expected>;
  /**
   * True if the server is one of several that take writes, so that a lock which writes nothing holds on it
   * alone.
   */
  readonly isOneOfSeveral: boolean;
  release(): void;
  /** Closes the connection. */
  destroy(): void;
  /** Makes new sessions use the next host, since this one's does not work now. */
  moveOn(): void;
}

/** Connections to the hosts of a store. */
export interface Sessions {
  /**
   * Opens a session with our settings on the current host. After a failure the next call tries the next host.
   */
  acquire(): Promise<Session>;
  close(): Promise<void>;
}

export interface SessionOptions {
  readonly url: DatabaseUrl;
  readonly connections: number;
  readonly connectMs: number;
  readonly statementMs: number;
}

/** The server's own time limit of a statement is longer than ours by this much. */
const serverGraceMs = 1_000;

/**
 * Makes reads and changes see everything committed on any node before them; 1 covers reads, 2 UPDATE and
 * DELETE.
 */
const causalReads = "SET SESSION wsrep_sync_wait = 3";

/**
 * Builds the settings that our statements rely on, whatever the server's defaults. A server continues a
 * statement after we have closed its connection, for minutes if need be, so it gets a time limit of its own.
 * MariaDB and MySQL (for reads alone) use different variables; each skips what is written for the other.
 */
function sessionSettings(statementMs: number): string {
  const boundMs = statementMs + serverGraceMs;
  return [
    "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED",
    "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'",
    // When a zone's clock is put back, UNIX_TIMESTAMP cannot tell the two passes of an hour apart; UTC has
    // none.
    "SET SESSION time_zone = '+00:00'",
    `SET SESSION innodb_lock_wait_timeout = 5 /*M! , max_statement_time = ${boundMs / 1_000} */ /*!80000 , max_execution_time = ${boundMs} */`,
    // Every server answers this, even one that does not know the variable.
    "SHOW SESSION VARIABLES WHERE Variable_name IN ('version', 'wsrep_on')",
  ].join("; ");
}

/** Opens nothing yet: connections are made when they are first needed. */
export function createSessions({ url, connections, connectMs, statementMs }: SessionOptions): Sessions {
  const pools = url.hosts.map((host) =>
    mysql.createPool({
      ...connectionOptions(url, host),
      connectionLimit: connections,
      charset: "utf8mb4_bin",
      timezone: "Z",
      jsonStrings: true,
      multipleStatements: true,
      connectTimeout: connectMs,
      enableKeepAlive: true,
      // Statements already contain their values.
      queryFormat: (sql: string) => sql,
    }),
  );
  const getters = pools.map((pool) => promisify(pool.getConnection.bind(pool)));
  const settings = sessionSettings(statementMs);
  const prepared = new WeakMap<PoolConnection, { readonly isOneOfSeveral: boolean }>();
  let inUse = 0;

  function moveOn(from: number): void {
    if (from === inUse) inUse = (from + 1) % pools.length;
  }

  return {
    async acquire() {
      const at = inUse;
      try {
        const connection = await getters[at]?.();
        if (!connection) throw new Error("no host");
        const run = <Expected extends Answer>(text: string) => send<Expected>(connection, text, statementMs);
        let known = prepared.get(connection);
        if (!known) {
          known = await prepare(run, settings).catch((error: unknown) => {
            connection.destroy();
            throw error;
          });
          prepared.set(connection, known);
        }
        return {
          run,
          isOneOfSeveral: known.isOneOfSeveral,
          release: () => connection.release(),
          destroy: () => connection.destroy(),
          moveOn: () => moveOn(at),
        };
      } catch (error) {
        moveOn(at);
        throw error;
      }
    },
    async close() {
      await Promise.all(pools.map((pool) => promisify(pool.end.bind(pool))()));
    },
  };
}

/** Applies the settings. @throws Error when the server is too old */
async function prepare(run: Session["run"], settings: string): Promise<{ readonly isOneOfSeveral: boolean }> {
  const answers = await run<RowDataPacket[][]>(settings);
  const shown = new Map(answers.at(-1)?.map((row) => [String(row.Variable_name), String(row.Value)]));
  const complaint = versionComplaint(shown.get("version") ?? "");
  if (complaint !== null) throw new Error(complaint);
  const isOneOfSeveral = shown.get("wsrep_on") === "ON";
  if (isOneOfSeveral) await run(causalReads);
  return { isOneOfSeveral };
}

/**
 * Bypasses the driver's promises, which capture a stack for each statement: at a steady rate, a fifteenth of
 * the cost of a delivery.
 */
function send<Expected extends Answer>(
  connection: PoolConnection,
  text: string,
  statementMs: number,
): Promise<Expected> {
  return new Promise((resolve, reject) => {
    connection.query<Expected>({ sql: text, timeout: statementMs }, (error, answer) => {
      if (error) reject(error);
      else resolve(answer);
    });
  });
}
