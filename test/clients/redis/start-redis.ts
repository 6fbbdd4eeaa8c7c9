import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { requireProgram } from "../../../scripts/packages/debian-program.ts";
import { freePorts } from "../../../scripts/start/processes/free-ports.ts";

/** A Redis of its own on the loopback. */
export interface RunningRedis extends AsyncDisposable {
  readonly port: number;
}

/** Starts Debian's `redis-server`, installed when it is missing; it keeps nothing on disk. */
export async function startRedis(): Promise<RunningRedis> {
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  const program = await requireProgram("redis-server", ["/usr/bin/redis-server"], say);
  const [port = 0] = await freePorts(1);
  const folder = mkdtempSync(join(tmpdir(), "landfall-redis-"));
  const settings = ["--port", String(port), "--bind", "127.0.0.1", "--dir", folder, "--save", ""];
  const child = spawn(program, settings, { stdio: ["ignore", "pipe", "ignore"] });
  let said = "";
  await new Promise<void>((ready, fail) => {
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      if (said.includes("Ready to accept connections")) ready();
    });
    child.once("error", fail).once("close", () => fail(new Error(`Redis ended: ${said}`)));
  });
  return {
    port,
    async [Symbol.asyncDispose]() {
      const ended = once(child, "close");
      child.kill("SIGTERM");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
