/** Settings of a private server, used by `npm start` (durable) and the tests (not). */
export interface ServerSettings {
  readonly directory: string;
  readonly socketPath: string;
  readonly initPath: string;
  readonly port: number;
  /** False gives up safety in a crash of the machine for speed: only where nothing is worth keeping. */
  readonly durable: boolean;
  readonly bufferPoolMb: number;
  readonly maxConnections: number;
}

/** Where the server notes its number, in its data directory; it does not start when it cannot. */
export const pidFile = "server.pid";

/** Builds the server's command line. */
export function serverFlags(settings: ServerSettings): string[] {
  return [
    "--no-defaults",
    `--datadir=${settings.directory}`,
    // A server that starts removes every `#sql…` from its tmpdir, those of a server that runs too.
    `--tmpdir=${settings.directory}`,
    `--socket=${settings.socketPath}`,
    `--pid-file=${settings.directory}/${pidFile}`,
    `--init-file=${settings.initPath}`,
    `--port=${settings.port}`,
    "--bind-address=127.0.0.1",
    "--skip-name-resolve",
    "--skip-log-bin",
    "--performance-schema=OFF",
    "--default-time-zone=+00:00",
    "--character-set-server=utf8mb4",
    "--collation-server=utf8mb4_bin",
    // A bulk create is 8 MB of JSON and grows when it is sealed and quoted.
    "--max-allowed-packet=64M",
    `--max-connections=${settings.maxConnections}`,
    // One thread purges deleted and moved rows, so that one of two processors stays free.
    "--innodb-purge-threads=1",
    `--innodb-buffer-pool-size=${settings.bufferPoolMb}M`,
    ...(settings.durable
      ? ["--innodb-flush-log-at-trx-commit=1"]
      : [
          "--innodb-flush-log-at-trx-commit=2",
          "--skip-innodb-doublewrite",
          "--innodb-buffer-pool-dump-at-shutdown=OFF",
        ]),
    ...userFlags(),
  ];
}

/** As root the server refuses to run unless that is said. */
export function userFlags(): string[] {
  return process.getuid?.() === 0 ? ["--user=root"] : [];
}
