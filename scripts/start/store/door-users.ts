import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Connection, createConnection } from "mysql2/promise";
import {
  devClockGrantStatements,
  doors,
  grantStatements,
  type ServiceDoor,
} from "../../../services/store/schema/grants.ts";
import {
  connectionOptions,
  type DatabaseUrl,
  formatDatabaseUrl,
  parseDatabaseUrl,
} from "../../../services/store/session/database-url.ts";
import { writePrivateFile } from "../data-dir/private-file.ts";
import { codeOf } from "../failure.ts";

/** Database URL of each service. */
export type DoorUrls = Readonly<Record<ServiceDoor, string>>;

/** Server errors for a user who may not create users or grant rights (same in MySQL and MariaDB). */
export const notAllowed: ReadonlySet<string> = new Set([
  "ER_SPECIFIC_ACCESS_DENIED_ERROR",
  "ER_DBACCESS_DENIED_ERROR",
  "ER_TABLEACCESS_DENIED_ERROR",
  "ER_ACCESS_DENIED_ERROR",
  "ER_CANNOT_USER",
  "ER_CANT_CREATE_USER_WITH_GRANT",
  "ER_OPTION_PREVENTS_STATEMENT",
]);

/**
 * Creates a database user for each service, with only the rights that its part of the store needs. User
 * names contain a few letters specific to the data directory, so that two installations on one server do
 * not change each other's passwords.
 *
 * @param host host from which the services connect, as MySQL understands it
 * @param devClock true if the store has a clock that tests can move
 * @returns null if the URL's user may not create users; the caller then uses that user for all
 */
export async function createDoorUsers(
  adminUrl: string,
  dataDir: string,
  host: string,
  devClock = false,
): Promise<DoorUrls | null> {
  const { suffix, password } = loadSecret(join(dataDir, "database-users.json"));
  const admin = parseDatabaseUrl(adminUrl);
  const { database } = admin;
  const connection = await firstThatAnswers(admin);
  try {
    for (const door of doors) {
      const user = userName(door, suffix);
      await connection.query(`CREATE USER IF NOT EXISTS '${user}'@'${host}' IDENTIFIED BY '${password}'`);
      await connection.query(`ALTER USER '${user}'@'${host}' IDENTIFIED BY '${password}'`);
      const statements = [
        ...grantStatements(database, door, user, host),
        ...(devClock ? devClockGrantStatements(database, door, user, host) : []),
      ];
      for (const statement of statements) await connection.query(statement);
    }
  } catch (error) {
    if (notAllowed.has(codeOf(error) ?? "")) return null;
    throw error;
  } finally {
    await connection.end();
  }
  const url = (door: ServiceDoor) => {
    return formatDatabaseUrl({ ...admin, user: userName(door, suffix), password });
  };
  return { scheduler: url("scheduler"), dispatcher: url("dispatcher"), accounts: url("accounts") };
}

/** Connects to any server of a cluster; they share their users. */
async function firstThatAnswers(url: DatabaseUrl): Promise<Connection> {
  let failure: unknown;
  for (const host of url.hosts) {
    try {
      return await createConnection(connectionOptions(url, host));
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

function userName(door: ServiceDoor, suffix: string): string {
  return `landfall_${door}_${suffix}`;
}

function loadSecret(path: string): { suffix: string; password: string } {
  const known = existsSync(path) ? parseSecret(readFileSync(path, "utf8")) : null;
  if (known !== null) return known;
  // MySQL's validate_password component requires all four kinds of characters.
  const made = {
    suffix: randomBytes(3).toString("hex"),
    password: `${randomBytes(24).toString("base64url")}-aA1`,
  };
  writePrivateFile(path, `${JSON.stringify(made)}\n`);
  return made;
}

function parseSecret(text: string): { suffix: string; password: string } | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || !("suffix" in value) || !("password" in value))
      return null;
    const { suffix, password } = value;
    if (typeof suffix !== "string" || typeof password !== "string") return null;
    // Both go into SQL unquoted, so accept only values in the form that we generate.
    return /^[0-9a-f]{6}$/.test(suffix) && /^[\w-]{20,}$/.test(password) ? { suffix, password } : null;
  } catch {
    return null;
  }
}
