import mysql from "mysql2/promise";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type SeenStore,
  type SqlStatement,
  sqlStore,
  sqlStoreTable,
} from "../../clients/sdk/src/receiver/index.ts";
import { createTestDatabase, type TestDatabase } from "../database/create-test-database.ts";

let database: TestDatabase;
let pool: mysql.Pool;
let store: SeenStore;
let nowMs = 1_798_761_600_000;
const minute = 60_000;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = mysql.createPool({ uri: database.url, connectionLimit: 8 });
  await pool.query(sqlStoreTable());
  const statement: SqlStatement = async (sql, values) => {
    const [rows] = await pool.execute<mysql.RowDataPacket[]>(sql, values);
    return Array.isArray(rows) ? rows : [];
  };
  store = sqlStore(statement, { now: () => nowMs });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

describe("a receiver's table in MariaDB", () => {
  it("lets one of many connections have a key, and the next when that one has failed or crashed", async () => {
    const all = await Promise.all(Array.from({ length: 24 }, () => store.claim("one", minute)));
    const [claim, ...others] = all.filter(({ state }) => state === "claimed");
    expect(others).toEqual([]);
    if (claim?.state !== "claimed") throw new Error("nobody has the key");
    expect(await store.claim("one", minute)).toEqual({ state: "busy", forMs: minute });
    await store.failed("one", claim.token);
    expect((await store.claim("one", minute)).state).toBe("claimed");
    nowMs += minute;
    expect((await store.claim("one", minute)).state).toBe("claimed");
  });

  it("remembers what was handled", async () => {
    const claim = await store.claim("two", minute);
    await store.done("two", claim.state === "claimed" ? claim.token : "", 2 * minute);
    nowMs += 2 * minute - 1;
    expect(await store.claim("two", minute)).toEqual({ state: "done" });
    nowMs += 1;
    expect((await store.claim("two", minute)).state).toBe("claimed");
  });
});
