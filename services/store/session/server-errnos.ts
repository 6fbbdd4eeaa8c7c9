/** Meaning of a server error. */
export type StoreTrouble =
  /** The transaction did nothing and may run again at once. */
  | "retry"
  /** The server is overloaded; a retry may succeed a little later. */
  | "busy"
  /** This server is read-only, full or shutting down; another of the store's servers may do it. */
  | "away";

/**
 * Errors of files and memory are at most this; larger numbers are for SQL. 28 (in 1, 3, 20) is no space, 5 no
 * memory.
 */
const lastFileErrno = 99;

/** By the server's error number. MySQL and MariaDB share numbers up to 1799; above that, each has its own. */
const troubles: Readonly<Record<number, StoreTrouble>> = {
  // Run it again.
  1020: "retry", // record changed since it was read
  1205: "retry", // lock wait timeout
  1206: "retry", // no room for more locks
  1213: "retry", // deadlock; Galera's certification says the same, at COMMIT too
  1297: "retry", // the engine's own "temporary error"
  1317: "retry", // query interrupted, by KILL QUERY or by a Galera transaction that came first
  1412: "retry", // the table was altered since the transaction began
  1689: "retry", // the wait for a lock was aborted for one who alters the table
  3101: "retry", // Group Replication's certification, at COMMIT

  // Too much to do.
  1037: "busy", // out of memory
  1040: "busy", // too many connections
  1041: "busy", // out of memory
  1135: "busy", // cannot make a thread
  1203: "busy", // too many connections of this user
  1226: "busy", // a user's limit is used up
  1637: "busy", // too many transactions at once
  1969: "busy", // MariaDB: statement took too long
  3024: "busy", // MySQL: the same

  // No room, or the disk does not answer.
  1004: "away", // cannot make a file
  1021: "away", // disk full
  1024: "away", // error on read
  1026: "away", // error on write
  1030: "away", // the engine's error, 28 among them
  1114: "away", // table full: no more space, to a table or to undo
  1296: "away", // the engine's error, in words
  1598: "away", // the binary log cannot be written
  1815: "away", // InnoDB's "internal error"
  1878: "away", // MySQL: a temporary file cannot be written

  // Read-only.
  1036: "away", // table read-only: InnoDB runs in recovery or read-only
  1290: "away", // --read-only, --super-read-only: a server that was demoted, or a replica
  1792: "away", // the session's transactions are read-only
  1836: "away", // read-only mode: InnoDB, Aurora's readers

  // A node that does not take part in its cluster.
  1047: "away", // Galera: not ready, no quorum
  1180: "away", // Galera: lost quorum at COMMIT; otherwise a file error at COMMIT
  1181: "away", // the same at ROLLBACK
  3100: "away", // Group Replication refused before the commit, because it is not working
  3032: "away", // MySQL: offline mode
  3168: "away", // MySQL: server not available

  // The connection or the server ends.
  1053: "away", // shutdown in progress
  1077: "away", // normal shutdown
  1079: "away", // shutdown complete
  1129: "away", // host blocked after too many errors
  1152: "away", // connection aborted
  1158: "away", // network: read
  1159: "away", // network: read, too slow
  1160: "away", // network: write
  1161: "away", // network: write, too slow
  1184: "away", // connection aborted
  1927: "away", // MariaDB: connection killed
  3169: "away", // MySQL: session killed
  4031: "away", // MySQL: disconnected, since the client was silent

  // Errors of proxies when the server behind them is gone.
  2002: "away",
  2003: "away",
  2006: "away",
  2013: "away",
  9001: "away", // ProxySQL: no server in time
};

/**
 * A full disk or table. 1, 3 and 20 are general file errors, and 1030 a general engine error; each may mean
 * 28, no space.
 */
const noRoom = new Set([1, 3, 20, 1021, 1026, 1030, 1114, 1598, 1878]);

/** When a COMMIT fails with one of these, nothing of the transaction happened. */
const undoneAtCommit = new Set([1020, 1205, 1213, 3101]);

/**
 * Returns the meaning of a server's error number; null: the statement itself is wrong, or there is a defect.
 */
export function troubleOf(errno: number): StoreTrouble | null {
  return errno <= lastFileErrno ? "away" : (troubles[errno] ?? null);
}

/** True if the number means, or may mean, that the disk is full. */
export function isNoRoom(errno: number): boolean {
  return noRoom.has(errno);
}

/** True if a COMMIT that failed with this number certainly did not happen. */
export function isUndoneAtCommit(errno: number): boolean {
  return undoneAtCommit.has(errno);
}
