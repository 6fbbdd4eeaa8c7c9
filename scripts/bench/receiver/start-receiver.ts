import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { request } from "undici";
import { requireProgram } from "../../packages/debian-program.ts";
import { freePorts } from "../../start/processes/free-ports.ts";
import type { BenchRun } from "../bench-run.ts";
import { startProgram } from "../child-program.ts";
import type { Arrival } from "./access-log.ts";
import { logFormat, readArrivals } from "./access-log.ts";

/**
 * nginx on the loopback: answers 200, except for `/fails` and proxied paths, and logs when each request was answered.
 */
export interface Receiver extends AsyncDisposable {
  /** `http://127.0.0.1:port/`; also the name of its one origin. */
  readonly url: string;
  /** Counts the requests since its start, without its own. */
  requestCount(): Promise<number>;
  /** Returns the log's current end, for `arrivals`. The log is complete about a second after the requests. */
  mark(): number;
  /** Returns the arrivals since `mark`. */
  arrivals(mark: number): Arrival[];
}

/** Time for Landfall to end in order before its folder is removed. */
const patienceSeconds = 30;

/**
 * Starts nginx with one worker, to leave the machine to the contenders.
 *
 * @param hangingUrl receives the requests for `/hangs`
 */
export async function startReceiver(run: BenchRun, hangingUrl: string): Promise<Receiver> {
  const path = await requireProgram("nginx-light", ["/usr/sbin/nginx", "/usr/bin/nginx"], run.steps.say);
  const [port = 0, statusPort = 0] = await freePorts(2);
  const logPath = join(run.dir, "arrivals.log");
  const configPath = join(run.dir, "nginx.conf");
  const messagesPath = join(run.dir, "nginx.log");
  writeFileSync(configPath, configuration({ dir: run.dir, logPath, port, statusPort, hangingUrl }));
  const program = await startProgram({
    path,
    args: ["-p", run.dir, "-e", "stderr", "-c", configPath],
    logPath: messagesPath,
    removeDir: run.dir,
    patienceSeconds,
    user: null,
    stopSignal: "SIGTERM",
  });
  let asked = 0;
  const requestCount = async () => {
    program.assertAlive();
    asked++;
    const { body } = await request(`http://127.0.0.1:${statusPort}/`);
    const text = await body.text();
    // "server accepts handled requests", then three numbers.
    return Number(/\n\s*\d+\s+\d+\s+(\d+)/.exec(text)?.[1]) - asked;
  };
  await run.poll("nginx to start", 20, 5_000, async () => {
    program.assertAlive();
    return (
      existsSync(logPath) &&
      (await requestCount().then(
        () => true,
        () => false,
      ))
    );
  });
  const log = readArrivals(logPath);
  return {
    url: `http://127.0.0.1:${port}/`,
    requestCount,
    mark: log.mark,
    arrivals: log.since,
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  };
}

function configuration(of: {
  dir: string;
  logPath: string;
  port: number;
  statusPort: number;
  hangingUrl: string;
}): string {
  return `daemon off;
worker_processes 1;
pid ${of.dir}/nginx.pid;
error_log stderr warn;
events { worker_connections 8192; }
http {
  client_body_temp_path ${of.dir}/nginx-body;
  proxy_temp_path ${of.dir}/nginx-proxy;
  fastcgi_temp_path ${of.dir}/nginx-fastcgi;
  uwsgi_temp_path ${of.dir}/nginx-uwsgi;
  scgi_temp_path ${of.dir}/nginx-scgi;
  log_format arrival '${logFormat}';
  access_log ${of.logPath} arrival buffer=1m flush=1s;
  keepalive_timeout 120s;
  keepalive_requests 1000000000;
  server {
    listen 127.0.0.1:${of.port} backlog=4096;
    location / { return 200; }
    location = /fails { return 500; }
    location = /hangs { proxy_pass ${of.hangingUrl}; proxy_read_timeout 300s; }
  }
  server {
    listen 127.0.0.1:${of.statusPort};
    access_log off;
    location / { stub_status; }
  }
}
`;
}
