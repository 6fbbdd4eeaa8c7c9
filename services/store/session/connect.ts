import { setTimeout as delay } from "node:timers/promises";
import type { ResultSetHeader, RowDataPacket } from "mysql2";
import { ServiceError } from "../../runtime/errors.ts";
import { parseDatabaseUrl } from "./database-url.ts";
import { createSessions, type Session } from "./sessions.ts";
import { statement, Written } from "./statement.ts";
import { classify, codeOf, isUndone, saysNoRoom, serverErrno, silence, unavailable } from "./store-errors.ts";
import { OpenTransaction, type Transaction } from "./transaction.ts";

export type { Transaction } from "./transaction.ts";

/** A value that a statement binds; an array stands for a list, an array of arrays for rows to insert. */
export type Bound = string | number | boolean | null | Buffer | Written | Bound[];

/** Describes what statements run on: the store itself, or one transaction of it. */
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
  /** False for a few seconds after something could not be written since the store's disk is full. */
  hasRoom(): boolean;
  close(): Promise<void>;
}

export interface StoreOptions {
  /** `mysql://user:password@host:port,host2:port/database`; see `parseDatabaseUrl` */
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
const lockWaitTimeout = 1205;
/** So long a failed write says that there is no room; whoever asks whether there is looks more often than that. */
const fullForMs = 5_000;

const serverClock = new Written("CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS UNSIGNED)");

/**
 * Opens the store; connections are made when they are first needed. Of several hosts the first is used until it
 * cannot be, then the next: each try of a statement that finds its host away goes on with the next one.
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
          // Certification failures are certain not to have committed; a lost connection is not.
          if (classify(error) !== null && !isUndone(error)) throw unavailable(error);
          throw error;
        }
        return result;
      }),
    hasRoom: () => performance.now() >= fullUntil,
    close: () => sessions.close(),
  };
}

/** What the server said, be it that a COMMIT failed for it. */
function causeOf(error: unknown): unknown {
  return error instanceof ServiceError ? error.cause : error;
}

/** A connection goes back to the pool only without an open transaction; when that is in doubt it is closed. */
async function giveBack(session: Session, error: unknown): Promise<void> {
  const cause = causeOf(error);
  // On a cluster that is what a node says, too, that waits in vain for what others wrote.
  const waitsInVain = session.isOneOfSeveral && serverErrno(cause) === lockWaitTimeout;
  if (classify(cause) === "away" || waitsInVain) session.moveOn();
  try {
    // A statement that nobody waits for any more would keep those after it waiting.
    if (codeOf(cause) === silence) throw error;
    await session.run("ROLLBACK");
    session.release();
  } catch {
    session.destroy();
  }
}
