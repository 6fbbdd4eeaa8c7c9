import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { roomOf } from "../../services/runtime/process/disk-room.ts";
import { CommandFailure } from "../start/failure.ts";
import { type AdminAccount, loadAdminAccount, writeInitFile } from "./admin-account.ts";
import { canConnect } from "./can-connect.ts";
import type { ServerProgram } from "./find-server.ts";
import { initialise } from "./initialise.ts";
import { serverFlags } from "./server-flags.ts";
import { endLeftoverServer, launchServer, type ServerCommand, type ServerProcess } from "./server-process.ts";
import { superviseServer } from "./supervise-server.ts";

export interface DatabaseOptions {
  readonly server: ServerProgram;
  /** Must exist; the server's files go to `mariadb` in it, its address and password to `database.json`. */
  readonly dataDir: string;
  readonly logPath: string;
  /** False for tests: fast, and gone with this process. Where durability is on trial: true. */
  readonly durable: boolean;
  readonly bufferPoolMb: number;
  /** Hears when the server died and was started again. */
  readonly say: (line: string) => void;
}

export interface Database {
  /** `mysql://` URL of a user who may do everything on this server, for one database of it. */
  url(database: string): string;
  /** Ends the server cleanly and resolves when it has ended. */
  stop(): Promise<void>;
}

/** Crash recovery after a long outage reads the whole redo log; an ordinary start takes 0.4 s. */
const startLimitMs = 120_000;
const lookEveryMs = 20;
/** sockaddr_un, less its final zero; macOS has room for 103. */
const longestSocketPath = 103;
const maxConnections = 300;
/** A little longer than the services may take to drain. */
const patienceSeconds = 20;

/**
 * Starts the private MariaDB of a data directory, makes it first when it is new, and keeps it running
 * until it is stopped. The caller holds the data directory's lock.
 *
 * @throws CommandFailure when it cannot be made or started, with its last words
 */
export async function startDatabase(options: DatabaseOptions): Promise<Database> {
  const { dataDir } = options;
  const directory = join(dataDir, "mariadb");
  const initPath = join(dataDir, "mariadb-init.sql");
  const recordPath = join(dataDir, "mariadb-process.json");
  await endLeftoverServer(recordPath, directory);
  await initialise(options.server, directory);
  const account = await loadAdminAccount(dataDir);
  writeInitFile(initPath, account);
  const socket = socketPath(dataDir);
  const { durable, bufferPoolMb } = options;
  const command: ServerCommand = {
    path: options.server.path,
    flags: serverFlags({
      directory,
      initPath,
      socketPath: socket.path,
      port: account.port,
      durable,
      bufferPoolMb,
      maxConnections,
    }),
    logPath: options.logPath,
    recordPath,
    patienceSeconds: durable ? patienceSeconds : 0,
    removeDir: durable ? null : dataDir,
  };

  const supervision = superviseServer(await launchReady(command, account), {
    launch: () => launchServer(command),
    answers: () => canConnect(account),
    room: () => roomOf(dataDir),
    logPath: options.logPath,
    say: options.say,
  });

  return {
    url: (database) =>
      `mysql://${account.user}:${account.password}@127.0.0.1:${account.port}/${encodeURIComponent(database)}`,
    async stop() {
      await supervision.stop();
      rmSync(socket.removeDir ?? socket.path, { recursive: true, force: true });
    },
  };
}

async function launchReady(command: ServerCommand, account: AdminAccount): Promise<ServerProcess> {
  const logStart = existsSync(command.logPath) ? readFileSync(command.logPath).length : 0;
  const server = launchServer(command);
  for (const startedAt = performance.now(); performance.now() - startedAt < startLimitMs; ) {
    if (!server.isAlive()) break;
    if (await canConnect(account)) return server;
    await delay(lookEveryMs);
  }
  const alive = server.isAlive();
  await server.stop();
  const why = alive ? `no answer in ${startLimitMs / 1000} s` : await server.ended;
  throw new CommandFailure(
    `MariaDB did not start (${why}): ${lastError(command.logPath, logStart)}; see ${command.logPath}`,
  );
}

function lastError(logPath: string, from: number): string {
  const lines = readFileSync(logPath).subarray(from).toString().trim().split("\n");
  const errors = lines.filter((line) => line.includes("[ERROR]") && !line.includes("Aborting"));
  return (errors[0] ?? lines.at(-1) ?? "").replace(/^.*\[ERROR\]\s*/, "") || "it said nothing";
}

/** In the data directory; in a folder of its own under the system's temporary one where that path is too long. */
function socketPath(dataDir: string): { path: string; removeDir: string | null } {
  const path = join(dataDir, "mariadb.sock");
  if (Buffer.byteLength(path) <= longestSocketPath) return { path, removeDir: null };
  const base = Buffer.byteLength(tmpdir()) < 60 ? tmpdir() : "/tmp";
  mkdirSync(base, { recursive: true });
  const removeDir = mkdtempSync(join(base, "landfall-"));
  return { path: join(removeDir, "db.sock"), removeDir: dirname(join(removeDir, "db.sock")) };
}
