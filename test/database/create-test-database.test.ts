import { createConnection, type RowDataPacket } from "mysql2/promise";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "./create-test-database.ts";

describe("createTestDatabase", () => {
  let one: TestDatabase;
  let other: TestDatabase;
  beforeAll(async () => {
    [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  });
  afterAll(() => Promise.all([one.drop(), other.drop()]));

  it("gives each caller a database of its own with the same tables", async () => {
    expect(one.url).not.toBe(other.url);
    const tables = await Promise.all([one.url, other.url].map(tablesOf));
    expect(tables[0]).toEqual(tables[1]);
    expect(tables[0]).toContain("schedules");
  });

  it("copies indexes, checks and the list of migrations as they are", async () => {
    expect(await query(one.url, "SHOW CREATE TABLE deliveries")).toEqual(
      await query(other.url, "SHOW CREATE TABLE deliveries"),
    );
    expect((await query(one.url, "SELECT * FROM schema_migrations")).length).toBeGreaterThan(0);
  });

  it("lets each service read its tables and alter no schema", async () => {
    expect(await query(one.doorUrl("accounts"), "SELECT * FROM projects LIMIT 1")).toEqual([]);
    await expect(query(one.doorUrl("accounts"), "DROP TABLE projects")).rejects.toThrow(/denied/);
  });
});

async function tablesOf(url: string): Promise<unknown[]> {
  return (await query(url, "SHOW TABLES")).flatMap((row) => Object.values(row));
}

async function query(url: string, sql: string): Promise<RowDataPacket[]> {
  const connection = await createConnection(url);
  try {
    const [rows] = await connection.query<RowDataPacket[]>(sql);
    return rows;
  } finally {
    await connection.end();
  }
}
