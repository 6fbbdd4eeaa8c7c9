import { type Connection, createConnection, type RowDataPacket } from "mysql2/promise";
import {
  connectionOptions,
  type DatabaseHost,
  type DatabaseUrl,
  parseDatabaseUrl as parse,
} from "../../../services/store/session/database-url.ts";
import { DatabaseUrlError } from "../../../services/store/session/database-url-error.ts";
import { versionComplaint } from "../../../services/store/session/server-version.ts";
import { CommandFailure, codeOf, reasonOf } from "../failure.ts";

const connectLimitMs = 10_000;
const example = "DATABASE_URL=mysql://user:password@127.0.0.1:3306/landfall";

/** @throws CommandFailure if the text is not a `mysql://` URL with a host and a database name */
export function parseDatabaseUrl(text: string): DatabaseUrl {
  try {
    const url = parse(text);
    if (/^[\w$-]{1,64}$/.test(url.database)) return url;
  } catch (error) {
    if (error instanceof DatabaseUrlError) throw new CommandFailure(`DATABASE_URL ${error.message}`);
    throw error;
  }
  throw new CommandFailure(`DATABASE_URL must end in the name of a database: use the form ${example}.`);
}

/**
 * Checks that the database of a URL can be used: a server answers, is new enough, and the database exists
 * or can be created. Of several hosts one is enough.
 *
 * @throws CommandFailure that says which check failed and how to fix it
 */
export async function prepareGivenDatabase(url: DatabaseUrl): Promise<void> {
  let failure: unknown;
  for (const host of url.hosts) {
    try {
      return await prepareAt(url, host);
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

async function prepareAt(url: DatabaseUrl, host: DatabaseHost): Promise<void> {
  let connection: Connection;
  try {
    connection = await connect(url, host);
  } catch (error) {
    if (codeOf(error) !== "ER_BAD_DB_ERROR") throw problem(url, host, error);
    await createDatabase(url, host);
    connection = await connect(url, host).catch((again: unknown) => {
      throw problem(url, host, again);
    });
  }
  try {
    await assertVersion(connection);
  } finally {
    await connection.end();
  }
}

async function connect(url: DatabaseUrl, host: DatabaseHost): Promise<Connection> {
  return createConnection({ ...connectionOptions(url, host), connectTimeout: connectLimitMs });
}

async function createDatabase(url: DatabaseUrl, host: DatabaseHost): Promise<void> {
  const name = url.database;
  try {
    const connection = await connect({ ...url, database: "" }, host);
    try {
      await connection.query(
        `CREATE DATABASE IF NOT EXISTS \`${name}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
      );
    } finally {
      await connection.end();
    }
  } catch (error) {
    throw new CommandFailure(
      `DATABASE_URL: there is no database "${name}" and "${url.user}" may not create it (${reasonOf(error)}): run CREATE DATABASE ${name} as an administrator.`,
    );
  }
}

async function assertVersion(connection: Connection): Promise<void> {
  const [rows] = await connection.query<RowDataPacket[]>("SELECT VERSION() AS version");
  const complaint = versionComplaint(String(rows[0]?.version));
  if (complaint !== null)
    throw new CommandFailure(`DATABASE_URL: ${complaint} Or unset DATABASE_URL for a private MariaDB.`);
}

function problem(url: DatabaseUrl, { host, port }: DatabaseHost, error: unknown): CommandFailure {
  const where = `${host}:${port}`;
  const { user, database } = url;
  if (error instanceof DatabaseUrlError) return new CommandFailure(`DATABASE_URL ${error.message}`);
  switch (codeOf(error)) {
    case "ECONNREFUSED":
      return new CommandFailure(
        `DATABASE_URL: nothing answers at ${where}: start the server there, or unset DATABASE_URL for a private one.`,
      );
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return new CommandFailure(`DATABASE_URL: the host "${host}" is not known: check its name.`);
    case "ETIMEDOUT":
    case "EHOSTUNREACH":
    case "ENETUNREACH":
      return new CommandFailure(
        `DATABASE_URL: ${where} did not answer in ${connectLimitMs / 1000} s: check host, port and firewall.`,
      );
    case "ER_ACCESS_DENIED_ERROR":
      return new CommandFailure(
        `DATABASE_URL: ${where} refused user "${user}": check the name and the password.`,
      );
    case "ER_DBACCESS_DENIED_ERROR":
      return new CommandFailure(
        `DATABASE_URL: user "${user}" has no rights on ${database}: GRANT ALL ON it, or name another.`,
      );
    case "HANDSHAKE_NO_SSL_SUPPORT":
      return new CommandFailure(
        `DATABASE_URL: ${where} has no TLS, which ssl-mode asks for: turn it on there, or leave ssl-mode out.`,
      );
    case "HANDSHAKE_SSL_ERROR":
      return new CommandFailure(
        `DATABASE_URL: TLS with ${where} failed (${reasonOf(error)}): name its authority with ssl-ca=, and the host as its certificate does.`,
      );
    default:
      return new CommandFailure(`DATABASE_URL: cannot use ${where}: ${reasonOf(error)}.`);
  }
}
