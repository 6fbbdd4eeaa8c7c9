import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, mkdtempSync } from "node:fs";
import { dirname, join } from "node:path";
import { requireProgram } from "../../packages/debian-program.ts";
import { freePorts } from "../../start/processes/free-ports.ts";
import type { BenchRun } from "../bench-run.ts";
import { startProgram } from "../child-program.ts";
import { accepts, type PeerStore } from "./start-redis.ts";

const startLimitMs = 20_000;
/** Newest first. */
const versions = [18, 17, 16, 15, 14, 13];

/**
 * Starts a private PostgreSQL with its defaults, so that it flushes every commit, and with as much memory as
 * Landfall's database. It refuses to run as root; then it runs as its package's user.
 */
export async function startPostgres(run: BenchRun): Promise<PeerStore> {
  const paths = versions.map((version) => `/usr/lib/postgresql/${version}/bin/postgres`);
  const path = await requireProgram("postgresql", paths, run.steps.say);
  const [port = 0] = await freePorts(1);
  const user = process.getuid?.() === 0 ? userOf("postgres") : null;
  // The server's user must be able to enter its folder.
  chmodSync(run.dir, 0o711);
  const dir = mkdtempSync(join(run.dir, "postgres-"));
  const dataDir = join(dir, "data");
  mkdirSync(dataDir, { mode: 0o700 });
  if (user !== null) for (const each of [dir, dataDir]) chownSync(each, user.uid, user.gid);
  const initdb = ["-D", dataDir, "-U", "bench", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"];
  execFileSync(join(dirname(path), "initdb"), initdb, { stdio: "ignore", cwd: dir, ...user });
  const program = await startProgram({
    path,
    args: [
      ...["-D", dataDir, "-p", String(port), "-c", "listen_addresses=127.0.0.1"],
      ...["-c", `unix_socket_directories=${dir}`, "-c", "shared_buffers=256MB"],
    ],
    logPath: join(run.dir, `postgres-${port}.log`),
    removeDir: null,
    patienceSeconds: 0,
    user,
    stopSignal: "SIGINT",
  });
  await run.poll("PostgreSQL to start", 50, startLimitMs, async () => {
    program.assertAlive();
    return await accepts(port);
  });
  return {
    address: `postgres://bench@127.0.0.1:${port}/postgres`,
    pid: program.pid,
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  };
}

function userOf(name: string): { uid: number; gid: number } {
  const id = (flag: string) => Number(execFileSync("id", [flag, name], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}
