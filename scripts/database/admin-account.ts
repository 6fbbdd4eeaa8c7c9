import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { writePrivateFile } from "../start/data-dir/private-file.ts";
import { freePorts, isPortFree } from "../start/processes/free-ports.ts";

/** Address and password of the private server, kept in `database.json` so that they survive restarts. */
export interface AdminAccount {
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

/** The account and port of last time, another port if that one was taken since; new ones the first time. */
export async function loadAdminAccount(dataDir: string): Promise<AdminAccount> {
  const known = readAdminAccount(dataDir);
  if (known !== null && (await isPortFree(known.port))) return known;
  const [port] = await freePorts(1);
  if (port === undefined) throw new Error("no free port was given");
  const password = known?.password ?? randomBytes(24).toString("base64url");
  const account = { port, user: "landfall_admin", password };
  writePrivateFile(accountPath(dataDir), `${JSON.stringify(account, null, 2)}\n`);
  return account;
}

/**
 * Writes what the server runs before it lets anyone in: the account, with its password. So a lost
 * `database.json` mends itself, and no user without a password ever exists.
 */
export function writeInitFile(path: string, account: AdminAccount): void {
  const name = `'${account.user}'@'127.0.0.1'`;
  writePrivateFile(
    path,
    [
      `CREATE USER IF NOT EXISTS ${name} IDENTIFIED BY '${account.password}';`,
      `ALTER USER ${name} IDENTIFIED BY '${account.password}';`,
      `GRANT ALL PRIVILEGES ON *.* TO ${name} WITH GRANT OPTION;`,
      "",
    ].join("\n"),
  );
}

function accountPath(dataDir: string): string {
  return join(dataDir, "database.json");
}

/**
 * The account of last time; null when there was none. A damaged file counts as lost: the account is made
 * anew at every start anyway.
 */
export function readAdminAccount(dataDir: string): AdminAccount | null {
  try {
    const value: unknown = JSON.parse(readFileSync(accountPath(dataDir), "utf8"));
    if (typeof value !== "object" || value === null) return null;
    if (!("port" in value && "user" in value && "password" in value)) return null;
    const { port, user, password } = value;
    if (typeof port !== "number" || typeof user !== "string" || typeof password !== "string") return null;
    // It goes into SQL unquoted: only what we wrote ourselves.
    return /^\w+$/.test(user) && /^[\w-]{16,}$/.test(password) ? { port, user, password } : null;
  } catch {
    return null;
  }
}
