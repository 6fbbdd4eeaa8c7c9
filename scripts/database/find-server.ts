import { execFileSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** A MariaDB server on this machine. */
export interface ServerProgram {
  readonly path: string;
  /** The folder of the SQL files that make the system tables. */
  readonly shareDir: string;
}

/** Where packages put the server besides PATH: Debian, Red Hat, Homebrew (both kinds of Mac), MacPorts, tarballs. */
const usualFolders = [
  "/usr/sbin",
  "/usr/libexec",
  "/usr/local/sbin",
  "/usr/local/bin",
  "/opt/homebrew/bin",
  "/opt/homebrew/opt/mariadb/bin",
  "/usr/local/opt/mariadb/bin",
  "/opt/local/lib/mariadb/bin",
  "/usr/local/mysql/bin",
];

/** The first MariaDB server of PATH and the usual folders; null when there is none. MySQL's `mysqld` does not count. */
export function findServer(environment: NodeJS.ProcessEnv): ServerProgram | null {
  const folders = [...(environment.PATH ?? "").split(delimiter), ...usualFolders];
  for (const name of ["mariadbd", "mysqld"]) {
    for (const folder of folders) {
      const path = join(folder, name);
      if (folder === "" || !isProgram(path)) continue;
      const shareDir = shareDirOf(path);
      if (shareDir !== null) return { path, shareDir };
    }
  }
  return null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The server tells where its character sets are; the SQL files are beside them. MySQL has no such files. */
function shareDirOf(path: string): string | null {
  try {
    const help = execFileSync(path, ["--no-defaults", "--verbose", "--help"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      timeout: 10_000,
    });
    const charsets = /^character-sets-dir\s+(.*\S)\s*$/m.exec(help)?.[1];
    const basedir = /^basedir\s+(.*\S)\s*$/m.exec(help)?.[1] ?? "/usr";
    const candidates = [join(basedir, "share/mysql"), join(basedir, "share/mariadb"), join(basedir, "share")];
    if (charsets !== undefined) candidates.unshift(join(charsets, ".."));
    return candidates.find((folder) => existsSync(join(folder, "mysql_system_tables_data.sql"))) ?? null;
  } catch {
    return null;
  }
}
