import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createDoorUsers } from "../../scripts/start/store/door-users.ts";
import { parseDatabaseUrl, prepareGivenDatabase } from "../../scripts/start/store/given-database.ts";
import { ensureFirstKeys } from "../../services/accounts/first-keys.ts";
import { dumpSchema } from "../../services/store/schema/dump-schema.ts";
import { migrate } from "../../services/store/schema/migrate.ts";
import { allMigrations } from "../../services/store/schema/migrations/all-migrations.ts";
import { startGaleraCluster } from "./fixtures/galera-cluster.ts";

const rounds = 3;

it("three first starts at once, each on a node of its own, make one schema and one project", {
  timeout: 120_000,
}, async () => {
  await using cluster = await startGaleraCluster(3);
  const sealingKeys = `k1:${randomBytes(32).toString("base64")}`;
  const folders = cluster.nodes.map(() => mkdtempSync(join(tmpdir(), "landfall-first-")));
  /** Prepares the database of DATABASE_URL as `npm start` does before it starts a process. */
  const start = async (database: string, place: number) => {
    const url = `${cluster.node(place).url}${database}`;
    await prepareGivenDatabase(parseDatabaseUrl(url));
    await migrate(url);
    const doors = await createDoorUsers(url, folders[place] ?? "", "127.0.0.1");
    if (!doors) throw new Error("no users for the services");
    return ensureFirstKeys({ databaseUrl: doors.accounts, sealingKeys, existing: null });
  };
  for (let round = 0; round < rounds; round++) {
    const database = `first_${round}`;
    const keys = await Promise.all(cluster.nodes.map((_, place) => start(database, place)));
    expect(new Set(keys.map(({ testKey }) => testKey)).size).toBe(3);
    const [projects] = await cluster.node(2).query(`SELECT COUNT(*) AS n FROM ${database}.projects`);
    expect(projects?.n).toBe(1);
    const ran = await cluster.node(1).query(`SELECT name FROM ${database}.schema_migrations ORDER BY id`);
    expect(ran.map(({ name }) => name)).toEqual(allMigrations.map(({ name }) => name));
    const schemas = await Promise.all(cluster.nodes.map(({ url }) => dumpSchema(`${url}${database}`)));
    expect(new Set(schemas).size).toBe(1);
  }
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
