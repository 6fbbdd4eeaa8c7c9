import {
  address,
  type Config,
  flag,
  nameServers,
  oneOf,
  optionalText,
  processVariables,
  readConfig,
  text,
  wholeNumber,
} from "../runtime/config.ts";
import { type RpcAccess, rpcVariables, serverAccessOf } from "../runtime/rpc/access.ts";
import { readTracesConfig, type TracesConfig } from "../runtime/telemetry/traces-config.ts";
import { httpClients } from "./attempt/connections/http-client.ts";

const variables = {
  ...processVariables,
  ...rpcVariables,
  /** `mysql://user:password@host:3306/name`, or several hosts with commas between. */
  databaseUrl: text("DATABASE_URL"),
  /** Where it listens: `host:port`, or `unix:/path` in a folder of mode 700. */
  listen: address("LISTEN_ADDRESS", "127.0.0.1:9002"),
  /** `id:base64,id2:base64`, 32 bytes each: the first seals, all open. The same for all processes. */
  sealingKeys: text("SEALING_KEYS"),
  /** 1: goes by the store's clock that tests can move. The same for all of a store; `npm start` makes its tables. */
  devClock: flag("DEV_CLOCK"),
  /**
   * A folder on the disk that the database lies on, if that is a disk of this machine: while it has less than 8 MB,
   * the store counts as read-only. `npm start` sets it with the private database.
   */
  storeDisk: optionalText("STORE_DISK"),
  /** CIDRs that deliveries may go to beside public addresses, there also by `http` and to any port. */
  egressAllow: optionalText("EGRESS_ALLOW"),
  /** Asked for names in place of the servers of `/etc/resolv.conf`: `10.0.0.2,10.0.0.3:5353`. */
  nameServers: nameServers("NAME_SERVERS"),
  /**
   * Unique name under which it claims; a restart then takes its work up at once, not when its leases run out. One that
   * a living process goes by is left to that one. `npm start` gives the host's name and `DATA_DIR`.
   */
  name: optionalText("DISPATCHER_NAME"),
  /** Connections to the database. */
  storeConnections: wholeNumber("STORE_CONNECTIONS", 12, 4, 1_000),
  /** Connections to the database for lists. */
  readConnections: wholeNumber("READ_CONNECTIONS", 4, 1, 1_000),
  /** Connections to the database for figures and purge. */
  upkeepConnections: wholeNumber("UPKEEP_CONNECTIONS", 2, 1, 100),
  /** The largest offset, in milliseconds, that counts as on time. A change applies from then on. */
  onTimeMs: wholeNumber("ON_TIME_MS", 300, 0, 3_600_000),
  /** Days for which what has ended is kept, of projects that have no retention of their own. */
  retentionDays: wholeNumber("RETENTION_DAYS", 30, 1, 36_500),
  /**
   * Requests a second of one project to one `https://host:port`, of URLs given in schedules; endpoint profiles have
   * rates of their own. Shared by all dispatchers of a store, so it must be the same for all. 0: no limit.
   */
  originMaxPerSecond: wholeNumber("ORIGIN_MAX_PER_SECOND", 0, 0, 10_000),
  /** `own`, or `undici`, which has that send. `services/dispatcher/attempt/README.md` says in what it differs. */
  httpClient: oneOf("HTTP_CLIENT", httpClients, "own"),
  /** Milliseconds that attempts on the wire are given at a stop. */
  drainMs: wholeNumber("DRAIN_MS", 6_000, 0, 600_000),
} as const;

/** The dispatcher's config. */
export interface DispatcherConfig extends Config<typeof variables> {
  readonly access: RpcAccess;
  /** Null: no traces are written. */
  readonly traces: TracesConfig | null;
}

/** @throws ConfigError naming the invalid variables */
export function readDispatcherConfig(
  environment: Readonly<Record<string, string | undefined>>,
): DispatcherConfig {
  const config = readConfig(environment, variables);
  const access = serverAccessOf(config, config.listen);
  return { ...config, access, traces: readTracesConfig(environment) };
}
