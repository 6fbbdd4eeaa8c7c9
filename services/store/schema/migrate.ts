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

/** How often it begins again, since a server went away or asked for it; every statement may be met half done. */
const mostTries = 5;
const lockSeconds = 120;

/**
 * Brings the schema of a database up to date; a second caller waits for the first, be it on another server of a
 * cluster. Nothing happens when it already is. Knex keeps the list of what ran (`schema_migrations`).
 *
 * @param databaseUrl of a user who may create and alter tables; of several hosts the first that can be used is
 * @throws DatabaseUrlError; what the server says
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
      // Knex's own lock is a row, which a killed process leaves locked for ever; this one dies with its session.
      const [[lock]] = await session.raw("SELECT GET_LOCK('landfall_migrate', ?) AS got", [lockSeconds]);
      if (lock.got !== 1)
        throw new Error("Another process has been migrating this database for two minutes.");
      // It holds on one server alone.
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

/** On a cluster, what was migrated on another server is seen here. Others know no such variable and are left alone. */
function readCausally(connection: RawConnection, done: (error: unknown, connection: unknown) => void): void {
  connection.query("SET SESSION wsrep_sync_wait = 15", (error) => {
    const unknownVariable = serverErrno(error) === 1193;
    done(unknownVariable ? null : error, connection);
  });
}

/** Column there already, index there already, nothing to drop: an ALTER whose record was lost with its process. */
const done = new Set([1060, 1061, 1091]);

/** An ALTER happens whole or not at all, so one that was met before has done all that it says. */
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
