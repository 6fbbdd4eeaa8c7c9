import { randomBytes } from "node:crypto";
import { type Connection, createConnection, type RowDataPacket } from "mysql2/promise";
import { inject } from "vitest";
import { createDevClock } from "../../services/store/dev-clock/create-dev-clock.ts";
import {
  allDoors,
  type Door,
  devClockGrantStatements,
  grantStatements,
} from "../../services/store/schema/grants.ts";
import { migrate } from "../../services/store/schema/migrate.ts";
import "./global-setup.ts";

/** An empty database with the current schema, for one test file. */
export interface TestDatabase {
  /** URL of the administrator. */
  readonly url: string;
  /** URL of the service's database user, with the grants that it has in production. */
  doorUrl(door: Door): string;
  /** Gives it a clock that tests can move, as `npm start -- --dev-clock` does. */
  addDevClock(): Promise<void>;
  drop(): Promise<void>;
}

const template = "landfall_template";
/** Password of the users of a temporary server that listens on the loopback only. */
const doorPassword = "door";
const templateLockSeconds = 120;

/**
 * Creates a database with the migrated schema. Migrates once per run, into a template, then replays the template's
 * tables (measured: 40 ms per database, many times less than a migration). Needs `test/database/global-setup.ts` as
 * the project's `globalSetup`.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const adminUrl = inject("testDatabaseUrl");
  const name = `test_${process.pid}_${randomBytes(4).toString("hex")}`;
  const admin = await createConnection({ uri: adminUrl, multipleStatements: true });
  try {
    await ensureTemplate(admin, adminUrl);
    await replay(admin, name);
  } finally {
    await admin.end();
  }
  return {
    url: withDatabase(adminUrl, name),
    doorUrl: (door) => withUser(withDatabase(adminUrl, name), doorUser(door), doorPassword),
    async addDevClock() {
      await createDevClock(withDatabase(adminUrl, name));
      const connection = await createConnection(adminUrl);
      for (const door of allDoors) {
        const statements = devClockGrantStatements(name, door, doorUser(door), "%");
        for (const statement of statements) await connection.query(statement);
      }
      await connection.end();
    },
    async drop() {
      const connection = await createConnection(adminUrl);
      await connection.query(`DROP DATABASE IF EXISTS ${name}`);
      await connection.end();
    },
  };
}

/** Test files run at the same time in several processes; the server's own lock makes one of them migrate. */
async function ensureTemplate(admin: Connection, adminUrl: string): Promise<void> {
  await admin.query("SELECT GET_LOCK(?, ?)", [template, templateLockSeconds]);
  const [ready] = await admin.query<RowDataPacket[]>("SHOW DATABASES LIKE 'landfall\\_template\\_ready'");
  if (ready.length === 0) {
    await admin.query(`DROP DATABASE IF EXISTS ${template}; CREATE DATABASE ${template}`);
    await migrate(withDatabase(adminUrl, template));
    const users = allDoors.map(
      (door) => `CREATE USER IF NOT EXISTS '${doorUser(door)}'@'%' IDENTIFIED BY '${doorPassword}'`,
    );
    // Created last, so that after a failed migration the next file tries again and reports it too.
    await admin.query([...users, `CREATE DATABASE ${template}_ready`].join("; "));
  }
  await admin.query("SELECT RELEASE_LOCK(?)", [template]);
}

async function replay(admin: Connection, name: string): Promise<void> {
  const [tables] = await admin.query<RowDataPacket[]>(
    "SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = ?",
    [template],
  );
  const statements = [`CREATE DATABASE ${name}`, `USE ${name}`];
  for (const table of tables) {
    const [shown] = await admin.query<RowDataPacket[]>(`SHOW CREATE TABLE ${template}.\`${table.name}\``);
    statements.push(String(shown[0]?.["Create Table"]));
    statements.push(`INSERT INTO \`${table.name}\` SELECT * FROM ${template}.\`${table.name}\``);
  }
  for (const door of allDoors) statements.push(...grantStatements(name, door, doorUser(door), "%"));
  await admin.query(statements.join(";\n"));
}

function doorUser(door: Door): string {
  return `test_${door}`;
}

function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

function withUser(url: string, user: string, password: string): string {
  const changed = new URL(url);
  changed.username = user;
  changed.password = password;
  return changed.href;
}
