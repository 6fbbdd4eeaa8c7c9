import { migrate } from "../services/store/schema/migrate.ts";
import { CommandFailure, reasonOf } from "./start/failure.ts";
import { parseDatabaseUrl } from "./start/store/given-database.ts";

/**
 * `npm run migrate`: brings the schema of the database that DATABASE_URL names up to date. `npm start` does
 * that itself; this is for machines whose processes are started one by one. Several at once do no harm.
 */
try {
  const { DATABASE_URL: url } = process.env;
  if (!url) throw new CommandFailure("Set DATABASE_URL: mysql://user:password@host:3306/name.");
  parseDatabaseUrl(url);
  await migrate(url);
  console.log("The schema is up to date.");
} catch (error) {
  console.error(reasonOf(error));
  process.exitCode = 1;
}
