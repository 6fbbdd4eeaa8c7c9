import knexModule, { type Knex } from "knex";
import { allMigrations } from "./migrations/all-migrations.ts";
import type { Migration } from "./migrations/migration.ts";
import { serverErrno } from "./store-errors.ts";

/**
 * Brings the schema of a database up to date; a second caller waits for the first. Nothing happens when
 * it already is. Knex keeps the list of what ran (`schema_migrations`).
 *
 * @param databaseUrl of a user who may create and alter tables
 */
export async function migrate(databaseUrl: string): Promise<void> {
  const knex = knexModule.default({
    client: "mysql2",
    connection: databaseUrl,
    pool: { min: 1, max: 2 },
  });
  try {
    await knex.transaction(async (session) => {
      // Knex's own lock is a row, which a killed process leaves locked for ever; this one dies with its session.
      const [[lock]] = await session.raw("SELECT GET_LOCK('landfall_migrate', 120) AS got");
      if (lock.got !== 1)
        throw new Error("Another process has been migrating this database for two minutes.");
      await knex.migrate.forceFreeMigrationsLock(settings);
      await knex.migrate.latest(settings);
      await session.raw("SELECT RELEASE_LOCK('landfall_migrate')");
    });
  } finally {
    await knex.destroy();
  }
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
