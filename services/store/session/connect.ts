import { setTimeout as delay } from "node:timers/promises";
import type { ResultSetHeader, RowDataPacket } from "mysql2";
import { ServiceError } from "../../runtime/errors.ts";
import { parseDatabaseUrl } from "./database-url.ts";
import { createSessions, type Session } from "./sessions.ts";
import { statement, Written } from "./statement.ts";
import { classify, codeOf, isUndone, saysNoRoom, serverErrno, silence, unavailable } from "./store-errors.ts";
import { OpenTransaction, type Transaction } from "./transaction.ts";

export type { Transaction } from "./transaction.ts";

/** A value that a statement binds. An array is a list; an array of arrays is rows to insert. */
export type Bound = string | number | boolean | null | Buffer | Written | Bound[];

/** Runs statements: the store itself, or one transaction. */
export interface Queryable {
  /** Returns the rows of a SELECT. */
  rows<Row extends RowDataPacket>(sql: string, bound?: Bound[]): Promise<Row[]>;
  /**
   * Returns how many rows an INSERT, UPDATE or DELETE matched, even if their values stay the same. Outside a
   * transaction the statement may run twice when the connection is lost, so it must be safe to repeat.
   */
  change(sql: string, bound?: Bound[]): Promise<number>;
  /**
   * The store's time as SQL, in Unix milliseconds. Leases are written and compared by it, inside the
   * statement, so that they depend on one clock and not on those of the processes.
   */
  readonly time: Written;
}

export interface Store extends Queryable {
  /**
   * Runs `run` in one READ COMMITTED transaction. Runs it again from the start when the store asks for that
   * (deadlock, lock wait, certification) or goes away before the commit was sent, so `run` must have no
   * effect outside the store. When the answer to the commit itself is lost, the outcome is unknown and the
   * error is thrown.
   *
   * @throws ServiceError `service_unavailable` when the store stays away
   */
  transact<Result>(run: (transaction: Transaction) => Promise<Result>): Promise<Result>;
  /** False for a few seconds after a write failed because the store's disk is full. */
  hasRoom(): boolean;
  close(): Promise<void>;
}

export interface StoreOptions {
  /** `mysql://user:password@host:port,host2:port/database`; see `parseDatabaseUrl` */
  readonly url: string;
  readonly connections: number;
  /** Time that a statement or transaction waits for a store that is away before it gives up. */
  readonly patienceMs?: number;
  /** Replaces the server's clock in tests that control the time; Unix milliseconds. */
  readonly serverTime?: () => number;
  /** Time that the server may take to answer one statement; must be longer than the wait for a lock. */
  readonly statementMs?: number;
}

const defaultPatienceMs = 2_000;
const defaultStatementMs = 15_000;
const mostRetries = 20;
const lockWaitTimeout = 1205;
/** A failed write counts as a full disk for this long. Callers of `hasRoom` ask more often than that. */
const fullForMs = 5_000;

const serverClock = new Written("CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS UNSIGNED)");

/**
 * Opens the store; connections are made when they are first needed. Uses the first of several hosts until it
 * fails, then the next: each retry of a statement whose host is away uses the next host.
 *
 * @throws DatabaseUrlError when the URL cannot be read
 */
export function connectStore(options: StoreOptions): Store {
  const { patienceMs = defaultPatienceMs, statementMs = defaultStatementMs } = options;
  const url = parseDatabaseUrl(options.url);
  // A host that does not answer must leave time to try the others.
  const connectMs = Math.ceil(patienceMs / url.hosts.length);
  const sessions = createSessions({ url, connections: options.connections, connectMs, statementMs });
  const { serverTime } = options;
  const time = () => (serverTime === undefined ? serverClock : new Written(String(serverTime())));

  let fullUntil = 0;

  async function ridingOut<Result>(work: (session: Session) => Promise<Result>): Promise<Result> {
    const startedAt = performance.now();
    for (let tries = 1; ; tries++) {
      let session: Session | undefined;
      try {
        session = await sessions.acquire();
        const result = await work(session);
        session.release();
        return result;
      } catch (error) {
        if (session) await giveBack(session, error);
        if (saysNoRoom(causeOf(error))) fullUntil = performance.now() + fullForMs;
        if (classify(error) === null) throw error;
        if (tries >= mostRetries || performance.now() - startedAt > patienceMs) throw unavailable(error);
        await delay(Math.min(2 ** tries, 100) * (0.5 + Math.random()));
      }
    }
  }

  return {
    get time() {
      return time();
    },
    rows: (sql, bound) => ridingOut((session) => session.run(statement(sql, bound))),
    change: (sql, bound) =>
      ridingOut(async (session) => {
        return (await session.run<ResultSetHeader>(statement(sql, bound))).affectedRows;
      }),
    transact: (work) =>
      ridingOut(async (session) => {
        const transaction = new OpenTransaction(session.run, time, session.isOneOfSeveral);
        const result = await work(transaction);
        if (!(await transaction.finish())) return result;
        try {
          await session.run("COMMIT");
        } catch (error) {
          // A certification failure has certainly not committed; a lost connection may have.
          if (classify(error) !== null && !isUndone(error)) throw unavailable(error);
          throw error;
        }
        return result;
      }),
    hasRoom: () => performance.now() >= fullUntil,
    close: () => sessions.close(),
  };
}

/** Returns the server's error, even when it is the cause of a failed COMMIT. */
function causeOf(error: unknown): unknown {
  return error instanceof ServiceError ? error.cause : error;
}

/** Returns a connection to the pool. If it may still have an open transaction, closes it instead. */
async function giveBack(session: Session, error: unknown): Promise<void> {
  const cause = causeOf(error);
  // On a cluster, a node that waits in vain for the writes of other nodes reports the same error.
  const waitsInVain = session.isOneOfSeveral && serverErrno(cause) === lockWaitTimeout;
  if (classify(cause) === "away" || waitsInVain) session.moveOn();
  try {
    // A statement that its server still runs, though nobody waits for it, would block those after it.
    if (codeOf(cause) === silence) throw error;
    await session.run("ROLLBACK");
    session.release();
  } catch {
    session.destroy();
  }
}
