import { mkdtempSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { requireProgram } from "../../packages/debian-program.ts";
import { freePorts } from "../../start/processes/free-ports.ts";
import type { BenchRun } from "../bench-run.ts";
import { startProgram } from "../child-program.ts";

/** Starts a private Redis with an append-only file, flushed every second, as BullMQ advises. */
export interface PeerStore extends AsyncDisposable {
  /** Port of Redis, or URL of PostgreSQL. */
  readonly address: string;
  readonly pid: number;
}

const startLimitMs = 10_000;

export async function startRedis(run: BenchRun): Promise<PeerStore> {
  const path = await requireProgram("redis-server", ["/usr/bin/redis-server"], run.steps.say);
  const [port = 0] = await freePorts(1);
  const dir = mkdtempSync(join(run.dir, "redis-"));
  const program = await startProgram({
    path,
    args: [
      ...["--bind", "127.0.0.1", "--port", String(port), "--dir", dir, "--daemonize", "no"],
      ...[
        "--appendonly",
        "yes",
        "--appendfsync",
        "everysec",
        "--save",
        "",
        "--maxmemory-policy",
        "noeviction",
      ],
    ],
    logPath: join(dir, "redis.log"),
    removeDir: null,
    patienceSeconds: 0,
    user: null,
    stopSignal: "SIGTERM",
  });
  await run.poll("Redis to start", 50, startLimitMs, async () => {
    program.assertAlive();
    return await accepts(port);
  });
  return {
    address: String(port),
    pid: program.pid,
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  };
}

/** True if a port of 127.0.0.1 accepts connections. */
export function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port });
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
