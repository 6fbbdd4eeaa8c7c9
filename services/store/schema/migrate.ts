import knexModule, { type Knex } from "knex";
import { holdMigratorLease } from "../locks/hold-migrator-lease.ts";
import {
  connectionOptions,
  type DatabaseHost,
  type DatabaseUrl,
  parseDatabaseUrl,
} from "../session/database-url.ts";
import { classify, serverErrno } from "../session/store-errors.ts";
import { allMigrations } from "./migrations/all-migrations.ts";
import type { Migration } from "./migrations/migration.ts";

/** Number of tries, since a server may go away or ask for a retry; every statement is safe to run again. */
const mostTries = 5;
const lockSeconds = 120;

/**
 * Brings the schema of a database up to date; does nothing when it already is. A second caller waits for the
 * first, even on another server of a cluster. Knex keeps the list of migrations that ran
 * (`schema_migrations`).
 *
 * @param databaseUrl with a user who may create and alter tables; of several hosts, the first that works is
 * used
 * @throws DatabaseUrlError; errors of the server
 */
export async function migrate(databaseUrl: string): Promise<void> {
  const url = parseDatabaseUrl(databaseUrl);
  for (let tries = 1; ; tries++) {
    const host = url.hosts[(tries - 1) % url.hosts.length];
    if (!host) throw new Error("a URL without a host");
    try {
      return await migrateAt(url, host);
    } catch (error) {
      if (classify(error) === null || tries >= Math.max(mostTries, url.hosts.length)) throw error;
    }
  }
}

async function migrateAt(url: DatabaseUrl, host: DatabaseHost): Promise<void> {
  const knex = knexModule.default({
    client: "mysql2",
    connection: connectionOptions(url, host),
    pool: { min: 1, max: 2, afterCreate: readCausally },
  });
  try {
    await knex.transaction(async (session) => {
      // Knex's own lock is a row, which a killed process leaves locked for ever; this lock ends with its
      // session.
      const [[lock]] = await session.raw("SELECT GET_LOCK('landfall_migrate', ?) AS got", [lockSeconds]);
      if (lock.got !== 1)
        throw new Error("Another process has been migrating this database for two minutes.");
      // GET_LOCK works on one server alone.
      await using _lease = await holdMigratorLease(connectionOptions(url, host), lockSeconds * 1_000);
      await knex.migrate.forceFreeMigrationsLock(settings);
      await knex.migrate.latest(settings);
      await session.raw("SELECT RELEASE_LOCK('landfall_migrate')");
    });
  } finally {
    await knex.destroy();
  }
}

interface RawConnection {
  query(sql: string, done: (error: unknown) => void): void;
}

/**
 * Makes the session see migrations committed on other servers of a cluster. Does nothing on servers without
 * the variable.
 */
function readCausally(connection: RawConnection, done: (error: unknown, connection: unknown) => void): void {
  connection.query("SET SESSION wsrep_sync_wait = 15", (error) => {
    const unknownVariable = serverErrno(error) === 1193;
    done(unknownVariable ? null : error, connection);
  });
}

/**
 * Errors for a column or index that exists already, or nothing to drop: the ALTER ran before, but its process
 * died before it was recorded.
 */
const done = new Set([1060, 1061, 1091]);

/**
 * Runs an ALTER, and ignores the errors that mean it ran before. That is safe because an ALTER happens whole
 * or not at all.
 */
async function unlessDone(alter: () => PromiseLike<unknown>): Promise<void> {
  try {
    await alter();
  } catch (error) {
    if (!done.has(serverErrno(error) ?? 0)) throw error;
  }
}

const settings: Knex.MigratorConfig = {
  tableName: "schema_migrations",
  disableTransactions: true,
  migrationSource: {
    getMigrations: async () => [...allMigrations],
    getMigrationName: (migration: Migration) => migration.name,
    getMigration: async (migration: Migration) => ({
      async up(knex: Knex) {
        for (const statement of migration.statements) await unlessDone(() => knex.raw(statement));
      },
      async down() {
        throw new Error("Migrations go forward only; restore a backup instead.");
      },
    }),
  },
};
