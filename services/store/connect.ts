import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import mysql, { type PoolConnection, type ResultSetHeader, type RowDataPacket } from "mysql2";
import { statement, Written } from "./statement.ts";
import { classify, codeOf, silence, unavailable } from "./store-errors.ts";
import { type Answer, OpenTransaction, type Transaction } from "./transaction.ts";

export type { Transaction } from "./transaction.ts";

/** A value that a statement binds; an array stands for a list, an array of arrays for rows to insert. */
export type Bound = string | number | boolean | null | Buffer | Written | Bound[];

/** What statements run on: the store itself, or one transaction of it. */
export interface Queryable {
  /** The rows of a SELECT. */
  rows<Row extends RowDataPacket>(sql: string, bound?: Bound[]): Promise<Row[]>;
  /**
   * How many rows an INSERT, UPDATE or DELETE met (matched, not only altered). Outside a transaction it
   * may run twice when the connection is lost over it, so it must not matter.
   */
  change(sql: string, bound?: Bound[]): Promise<number>;
  /**
   * The store's time as a statement says it, Unix milliseconds. Leases are written and compared by it, inside the
   * statement: there is one such clock, whatever those of the processes show.
   */
  readonly time: Written;
}

export interface Store extends Queryable {
  /**
   * Runs `run` in one READ COMMITTED transaction, again from the start when the store asks for that
   * (deadlock, lock wait, certification) or goes away before the commit was sent; so `run` must have no
   * effect outside the store. When the answer to the commit itself is lost, the outcome is unknown and
   * the error is thrown.
   *
   * @throws ServiceError `service_unavailable` when the store stays away
   */
  transact<Result>(run: (transaction: Transaction) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

export interface StoreOptions {
  /** `mysql://user:password@host:port/database` */
  readonly url: string;
  readonly connections: number;
  /** How long a statement or transaction waits for a store that is away before it gives up. */
  readonly patienceMs?: number;
  /** Stands in for the server's clock where a test moves the time; Unix milliseconds. */
  readonly serverTime?: () => number;
  /** How long the server may be silent over one statement; longer than a wait for a lock may take. */
  readonly statementMs?: number;
}

const defaultPatienceMs = 2_000;
const defaultStatementMs = 15_000;
const mostRetries = 20;

const serverClock = new Written("CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS UNSIGNED)");

/** By this much the server's own bound on a statement is longer than ours. */
const serverGraceMs = 1_000;

/**
 * The settings every statement of ours counts on, whatever the server's own defaults are. A server goes on with a
 * statement whose connection we have closed, for minutes if it takes that, so it is told to end it by itself: MariaDB
 * with one variable, MySQL with another (for reads alone); each skips what is written for the other.
 */
function sessionSettings(statementMs: number): string {
  const boundMs = statementMs + serverGraceMs;
  return [
    "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED",
    "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'",
    // A zone whose clock is put back has an hour of which UNIX_TIMESTAMP cannot tell which one is meant.
    "SET SESSION time_zone = '+00:00'",
    `SET SESSION innodb_lock_wait_timeout = 5 /*M! , max_statement_time = ${boundMs / 1_000} */ /*!80000 , max_execution_time = ${boundMs} */`,
  ].join("; ");
}

/** Opens the store; connections are made when they are first needed. */
export function connectStore(options: StoreOptions): Store {
  const { patienceMs = defaultPatienceMs, statementMs = defaultStatementMs } = options;
  const pool = mysql.createPool({
    uri: options.url,
    connectionLimit: options.connections,
    charset: "utf8mb4_bin",
    timezone: "Z",
    jsonStrings: true,
    multipleStatements: true,
    connectTimeout: patienceMs,
    enableKeepAlive: true,
    // Statements come with their values written in.
    queryFormat: (sql: string) => sql,
  });
  const prepared = new WeakSet<PoolConnection>();
  const getConnection = promisify(pool.getConnection.bind(pool));
  const settings = sessionSettings(statementMs);
  const { serverTime } = options;
  const time = () => (serverTime === undefined ? serverClock : new Written(String(serverTime())));

  async function acquire(): Promise<PoolConnection> {
    const connection = await getConnection();
    if (!prepared.has(connection)) {
      try {
        await run(connection, settings);
      } catch (error) {
        connection.destroy();
        throw error;
      }
      prepared.add(connection);
    }
    return connection;
  }

  async function ridingOut<Result>(work: (connection: PoolConnection) => Promise<Result>): Promise<Result> {
    const startedAt = performance.now();
    for (let tries = 1; ; tries++) {
      let connection: PoolConnection | undefined;
      try {
        connection = await acquire();
        const result = await work(connection);
        connection.release();
        return result;
      } catch (error) {
        if (connection) await giveBack(connection, error);
        if (classify(error) === null) throw error;
        if (tries >= mostRetries || performance.now() - startedAt > patienceMs) throw unavailable(error);
        await delay(Math.min(2 ** tries, 100) * (0.5 + Math.random()));
      }
    }
  }

  /**
   * What comes back is the caller's to know: rows of a SELECT, else the header that counts them. Past the driver's own
   * promises, which note a stack for each statement: at a steady rate a fifteenth of what a delivery costs.
   */
  function run<Expected extends Answer>(connection: PoolConnection, text: string): Promise<Expected> {
    return new Promise((resolve, reject) => {
      connection.query<Expected>({ sql: text, timeout: statementMs }, (error, answer) => {
        if (error) reject(error);
        else resolve(answer);
      });
    });
  }

  /** A connection goes back to the pool only without an open transaction; when that is in doubt it is closed. */
  async function giveBack(connection: PoolConnection, error: unknown): Promise<void> {
    try {
      // A statement that nobody waits for any more would keep those after it waiting.
      if (codeOf(error) === silence) throw error;
      await run(connection, "ROLLBACK");
      connection.release();
    } catch {
      connection.destroy();
    }
  }

  return {
    get time() {
      return time();
    },
    rows: (sql, bound) => ridingOut((connection) => run(connection, statement(sql, bound))),
    change: (sql, bound) =>
      ridingOut(async (connection) => {
        return (await run<ResultSetHeader>(connection, statement(sql, bound))).affectedRows;
      }),
    transact: (work) =>
      ridingOut(async (connection) => {
        const transaction = new OpenTransaction((text) => run(connection, text), time);
        const result = await work(transaction);
        if (!(await transaction.finish())) return result;
        try {
          await run(connection, "COMMIT");
        } catch (error) {
          // Certification failures are certain not to have committed; a lost connection is not.
          if (classify(error) === "away") throw unavailable(error);
          throw error;
        }
        return result;
      }),
    close: promisify(pool.end.bind(pool)),
  };
}
