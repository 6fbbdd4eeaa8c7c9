import { randomBytes } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import {
  type Connection,
  type ConnectionOptions,
  createConnection,
  type RowDataPacket,
} from "mysql2/promise";
import { serverErrno } from "../session/store-errors.ts";

const leaseMs = 30_000;
const renewEveryMs = 5_000;
const lookEveryMs = 250;

/**
 * Holds the only lease on migrating a database, on a cluster of servers that all take writes, where
 * `GET_LOCK` works on one server alone. The lease is a row that is renewed while it is held, so one that a
 * killed process leaves ends after 30 s. Does nothing on any other server.
 *
 * @param options with the database, and a user who may create tables
 * @throws Error when another process holds it for longer than `patienceMs`
 */
export async function holdMigratorLease(
  options: ConnectionOptions,
  patienceMs: number,
): Promise<AsyncDisposable> {
  const connection = await createConnection(options);
  try {
    if (!(await isOneOfSeveral(connection))) {
      await connection.end();
      return { [Symbol.asyncDispose]: async () => undefined };
    }
    await connection.query("SET SESSION wsrep_sync_wait = 15");
    await connection.query(
      "CREATE TABLE IF NOT EXISTS schema_migrator (id tinyint NOT NULL PRIMARY KEY, holder binary(16) NOT NULL, expires_at bigint NOT NULL)",
    );
    const holder = randomBytes(16);
    for (const startedAt = performance.now(); !(await take(connection, holder)); await delay(lookEveryMs)) {
      if (performance.now() - startedAt > patienceMs)
        throw new Error("Another process has been migrating this database for two minutes.");
    }
    return held(connection, holder);
  } catch (error) {
    connection.destroy();
    throw error;
  }
}

async function isOneOfSeveral(connection: Connection): Promise<boolean> {
  const [[row]] = await connection.query<RowDataPacket[]>("SHOW SESSION VARIABLES LIKE 'wsrep_on'");
  return row?.Value === "ON";
}

/**
 * Takes the lease if it is free, has run out or is ours. Of several processes that try at once, one succeeds.
 */
async function take(connection: Connection, holder: Buffer): Promise<boolean> {
  const now = "ROUND(UNIX_TIMESTAMP(NOW(3)) * 1000)";
  try {
    await connection.query(
      `INSERT INTO schema_migrator (id, holder, expires_at) VALUES (1, ?, ${now} + ?)
       ON DUPLICATE KEY UPDATE holder = IF(expires_at < ${now}, VALUES(holder), holder),
         expires_at = IF(holder = VALUES(holder), VALUES(expires_at), expires_at)`,
      [holder, leaseMs],
    );
  } catch (error) {
    // Another process was faster, on another server.
    if (serverErrno(error) === 1213) return false;
    throw error;
  }
  const [[row]] = await connection.query<RowDataPacket[]>("SELECT holder FROM schema_migrator WHERE id = 1");
  return Buffer.isBuffer(row?.holder) && row.holder.equals(holder);
}

function held(connection: Connection, holder: Buffer): AsyncDisposable {
  // A lease that cannot be renewed runs out. Ignores the error, since the migration's own statements report
  // trouble with the server.
  const timer = setInterval(() => void take(connection, holder).catch(() => undefined), renewEveryMs);
  timer.unref();
  return {
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await connection.query("DELETE FROM schema_migrator WHERE holder = ?", [holder]).catch(() => undefined);
      connection.destroy();
    },
  };
}
