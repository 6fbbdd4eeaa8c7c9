import { isUnavailable, ServiceError } from "../../services/runtime/errors.ts";
import { type DatabaseUrl, formatHosts } from "../../services/store/session/database-url.ts";
import { CommandFailure, codeOf, reasonOf } from "../start/failure.ts";

/**
 * Turns an error of the store into one line for people: that nothing answers, that there are no tables, or the
 * server's own words. Other errors stay as they are.
 */
export function storeFailure(error: unknown, url: DatabaseUrl): unknown {
  const where = formatHosts(url);
  if (isUnavailable(error)) {
    return new CommandFailure(
      `Nothing answers at ${where}: run npm start, or set DATABASE_URL to a store that runs.`,
    );
  }
  if (error instanceof ServiceError) return new CommandFailure(error.message);
  if (codeOf(error) === "ER_NO_SUCH_TABLE") {
    return new CommandFailure(
      `The database at ${where} has no tables of ours: npm start makes them, with the same DATABASE_URL.`,
    );
  }
  // Else the server's own words: access denied, unknown database.
  if (codeOf(error)?.startsWith("ER_")) return new CommandFailure(`${where}: ${reasonOf(error)}.`);
  return error;
}
