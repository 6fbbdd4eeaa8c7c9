import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createConnection } from "mysql2/promise";
import { dumpSchema } from "../services/store/schema/dump-schema.ts";
import { migrate } from "../services/store/schema/migrate.ts";
import { startTestServer } from "../test/database/test-server.ts";

/** `npm run schema`: migrates an empty database on a throw-away server and writes `services/store/schema/schema.sql`. */
const path = join(import.meta.dirname, "..", "services", "store", "schema", "schema.sql");

const server = await startTestServer((line) => console.log(line));
try {
  const admin = await createConnection(server.adminUrl);
  await admin.query("CREATE DATABASE landfall_schema");
  await admin.end();
  const url = new URL(server.adminUrl);
  url.pathname = "/landfall_schema";
  await migrate(url.href);
  writeFileSync(path, await dumpSchema(url.href));
} finally {
  await server.stop();
}
