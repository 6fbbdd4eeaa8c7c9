import { readFileSync } from "node:fs";
import mysql from "mysql2/promise";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { dumpSchema } from "../../../services/store/schema/dump-schema.ts";
import { migrate } from "../../../services/store/schema/migrate.ts";
import { allMigrations } from "../../../services/store/schema/migrations/all-migrations.ts";
import { columnDefaults } from "../../../services/store/session/column-defaults.ts";
import "../../database/global-setup.ts";

const committed = readFileSync(new URL("../../../services/store/schema/schema.sql", import.meta.url), "utf8");

describe("the migrations", () => {
  let admin: mysql.Connection;
  const name = `migrated_${process.pid}`;
  const url = new URL(inject("testDatabaseUrl"));
  url.pathname = `/${name}`;
  beforeAll(async () => {
    admin = await mysql.createConnection(inject("testDatabaseUrl"));
  });
  beforeEach(() => admin.query(`CREATE DATABASE ${name}`));
  afterEach(() => admin.query(`DROP DATABASE ${name}`));
  afterAll(() => admin.end());

  it("add up to services/store/schema/schema.sql (npm run schema writes it)", async () => {
    await migrate(url.href);
    expect(await dumpSchema(url.href)).toBe(committed);
  });

  it("let no column that may be null default to anything else, since INSERTs leave it out", async () => {
    await migrate(url.href);
    const [odd] = await admin.query(
      `SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = ?
         AND is_nullable = 'YES' AND COALESCE(column_default, 'NULL') <> 'NULL'`,
      [name],
    );
    expect(odd).toEqual([]);
  });

  it("let columns default to what INSERTs leave out", async () => {
    await migrate(url.href);
    const [columns] = await admin.query<mysql.RowDataPacket[]>(
      `SELECT table_name AS tableName, column_name AS name, column_default AS text
       FROM information_schema.columns WHERE table_schema = ?`,
      [name],
    );
    const bare = (text: unknown) => String(text).replaceAll("'", "");
    for (const [tableName, defaults] of Object.entries(columnDefaults)) {
      for (const [column, value] of Object.entries(defaults)) {
        const found = columns.find((each) => each.tableName === tableName && each.name === column);
        const written = typeof value === "boolean" ? Number(value) : value;
        expect(`${tableName}.${column} ${bare(found?.text)}`).toBe(`${tableName}.${column} ${written}`);
      }
    }
  });

  it("change nothing when they run again", async () => {
    await migrate(url.href);
    await migrate(url.href);
    expect(await dumpSchema(url.href)).toBe(committed);
    const [ran] = await admin.query<mysql.RowDataPacket[]>(`SELECT name FROM ${name}.schema_migrations`);
    expect(ran.map((row) => row.name)).toEqual(allMigrations.map((each) => each.name));
  });

  const statements = allMigrations.flatMap((migration) => migration.statements);
  const first = allMigrations[0]?.statements.length ?? 0;
  const counts = statements.map((_, index) => index + 1).filter((count) => count === 5 || count >= first);
  for (const count of counts) {
    it(`are completed when they were cut after ${count} statements and nothing was recorded`, async () => {
      const half = await mysql.createConnection(url.href);
      for (const statement of statements.slice(0, count)) await half.query(statement);
      await half.end();
      await migrate(url.href);
      expect(await dumpSchema(url.href)).toBe(committed);
    });
  }

  it("run once when two migrators start at the same time", async () => {
    await Promise.all([migrate(url.href), migrate(url.href), migrate(url.href)]);
    expect(await dumpSchema(url.href)).toBe(committed);
    const [ran] = await admin.query<mysql.RowDataPacket[]>(`SELECT name FROM ${name}.schema_migrations`);
    expect(ran.map((row) => row.name)).toEqual(allMigrations.map((each) => each.name));
  });
});
