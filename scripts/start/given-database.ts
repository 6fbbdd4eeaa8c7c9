import { type Connection, createConnection, type RowDataPacket } from "mysql2/promise";
import { CommandFailure, codeOf, reasonOf } from "./failure.ts";

const connectLimitMs = 10_000;
const example = "DATABASE_URL=mysql://user:password@127.0.0.1:3306/landfall";

/** @throws CommandFailure when the text is not a `mysql://` URL with a host and a database name */
export function parseDatabaseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  // The text itself is not repeated: it holds a password.
  if (url === null) throw new CommandFailure(`DATABASE_URL is not a URL: use the form ${example}.`);
  if (url.protocol !== "mysql:" || url.hostname === "") {
    throw new CommandFailure(`DATABASE_URL must begin with mysql://host: use the form ${example}.`);
  }
  if (!/^\/[\w$-]{1,64}$/.test(url.pathname)) {
    throw new CommandFailure(`DATABASE_URL must end in the name of a database: use the form ${example}.`);
  }
  return url;
}

/**
 * Makes sure that the database of a URL can be used: the server answers, is new enough, and the database
 * is there, made if it was not.
 *
 * @throws CommandFailure that says which of these failed and how to mend it
 */
export async function prepareGivenDatabase(url: URL): Promise<void> {
  const name = url.pathname.slice(1);
  let connection: Connection;
  try {
    connection = await connect(url);
  } catch (error) {
    if (codeOf(error) !== "ER_BAD_DB_ERROR") throw problem(url, error);
    await createDatabase(url, name);
    connection = await connect(url).catch((again: unknown) => {
      throw problem(url, again);
    });
  }
  try {
    await assertVersion(connection);
  } finally {
    await connection.end();
  }
}

async function connect(url: URL): Promise<Connection> {
  return createConnection({ uri: url.href, connectTimeout: connectLimitMs });
}

async function createDatabase(url: URL, name: string): Promise<void> {
  const server = new URL(url);
  server.pathname = "/";
  try {
    const connection = await connect(server);
    try {
      await connection.query(
        `CREATE DATABASE IF NOT EXISTS \`${name}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
      );
    } finally {
      await connection.end();
    }
  } catch (error) {
    const user = decodeURIComponent(url.username);
    throw new CommandFailure(
      `DATABASE_URL: there is no database "${name}" and "${user}" may not create it (${reasonOf(error)}): run CREATE DATABASE ${name} as an administrator.`,
    );
  }
}

async function assertVersion(connection: Connection): Promise<void> {
  const [rows] = await connection.query<RowDataPacket[]>("SELECT VERSION() AS version");
  const text = String(rows[0]?.version);
  const complaint = versionComplaint(text);
  if (complaint !== null) throw new CommandFailure(`DATABASE_URL: ${complaint}`);
}

/** Null when a server of this VERSION() will do; else why not, and what would. */
export function versionComplaint(version: string): string | null {
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(version) ?? [];
  const number = Number(major) * 1000 + Number(minor);
  const least = /mariadb/i.test(version) ? 10_006 : 8_000;
  if (number >= least) return null;
  return `the server is ${version}, which is too old: use MySQL 8.0 or MariaDB 10.6, or newer, or unset DATABASE_URL.`;
}

function problem(url: URL, error: unknown): CommandFailure {
  const where = `${url.hostname}:${url.port || "3306"}`;
  const user = decodeURIComponent(url.username);
  switch (codeOf(error)) {
    case "ECONNREFUSED":
      return new CommandFailure(
        `DATABASE_URL: nothing answers at ${where}: start the server there, or unset DATABASE_URL for a private one.`,
      );
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return new CommandFailure(`DATABASE_URL: the host "${url.hostname}" is not known: check its name.`);
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
        `DATABASE_URL: user "${user}" has no rights on ${url.pathname.slice(1)}: GRANT ALL ON it, or name another.`,
      );
    default:
      return new CommandFailure(`DATABASE_URL: cannot use ${where}: ${reasonOf(error)}.`);
  }
}
