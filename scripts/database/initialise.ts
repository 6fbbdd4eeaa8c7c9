import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { roomOf } from "../../services/runtime/process/disk-room.ts";
import { CommandFailure } from "../start/failure.ts";
import type { ServerProgram } from "./find-server.ts";
import { userFlags } from "./server-flags.ts";

const initialiseLimitMs = 120_000;
/** Estimates the size of a new data directory, mostly the redo log. */
const neededBytes = 200 * 1024 * 1024;

/**
 * The SQL files that `mariadb-install-db` feeds the server, without help texts and the sys schema. The script itself
 * is not used: it needs `my_print_defaults`, which is in the client's package, fails on blanks in paths, and as root
 * changes the owner of the system's PAM plug-in.
 */
const systemTables = [
  "mysql_system_tables.sql",
  "mysql_performance_tables.sql",
  "mysql_system_tables_data.sql",
  "maria_add_gis_sp_bootstrap.sql",
];

/**
 * Makes `directory` a server's data directory; nothing happens when it is one. Made beside it and renamed,
 * so that one that was cut short is never taken for a whole one. It has no user that can log in; the file
 * that the server runs at each start (`write-init-file`) adds the one we use.
 *
 * @throws CommandFailure with the server's last words
 */
export async function initialise(server: ServerProgram, directory: string): Promise<void> {
  if (existsSync(directory)) return;
  const parent = dirname(directory);
  const prefix = `${basename(directory)}.new-`;
  for (const name of readdirSync(parent)) {
    if (name.startsWith(prefix)) rmSync(join(parent, name), { recursive: true, force: true });
  }
  const unfinished = join(parent, `${prefix}${process.pid}`);
  mkdirSync(unfinished, { mode: 0o700 });
  try {
    await runBootstrap(server, unfinished);
    renameSync(unfinished, directory);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw error;
  }
}

function runBootstrap(server: ServerProgram, directory: string): Promise<void> {
  const sql = [
    "create database if not exists mysql;",
    "use mysql;",
    "SET @auth_root_socket=NULL;",
    ...systemTables.map((name) => readFileSync(join(server.shareDir, name), "utf8")),
    // The data file gives root an empty password.
    "DELETE FROM global_priv WHERE User IN ('', 'root');",
  ].join("\n");
  return new Promise((resolve, reject) => {
    const child = spawn(server.path, bootstrapFlags(directory), {
      stdio: ["pipe", "ignore", "pipe"],
      timeout: initialiseLimitMs,
    });
    let output = "";
    child.stderr.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
    const fail = (why: string) => {
      const parent = dirname(directory);
      const room = roomOf(parent) < neededBytes ? " (the disk is nearly full: 200 MB are needed)" : "";
      reject(new CommandFailure(`MariaDB could not make its data directory in ${parent}: ${why}${room}`));
    };
    child.once("error", (error) => fail(error.message));
    child.once("close", (status) => (status === 0 ? resolve() : fail(lastWords(output))));
    // A server that ends early says why on stderr; the broken pipe adds nothing.
    child.stdin.on("error", () => undefined);
    child.stdin.end(`${sql}\n`);
  });
}

/** Nothing of this survives a crash anyway (see the rename), so nothing needs to be flushed on the way. */
function bootstrapFlags(directory: string): string[] {
  return [
    "--no-defaults",
    "--bootstrap",
    "--silent-startup",
    `--datadir=${directory}`,
    // As for the running server: in a shared temporary folder, other servers would remove this one's files.
    `--tmpdir=${directory}`,
    "--log-warnings=0",
    "--enforce-storage-engine=",
    "--max-allowed-packet=8M",
    "--net-buffer-length=16K",
    "--innodb-flush-log-at-trx-commit=0",
    "--skip-innodb-doublewrite",
    ...userFlags(),
  ];
}

function lastWords(output: string): string {
  const lines = output.trim().split("\n");
  return (
    lines.find((line) => /\[ERROR\]|ERROR:/.test(line) && !line.includes("Aborting")) ??
    lines.at(-1) ??
    "it said nothing"
  );
}
