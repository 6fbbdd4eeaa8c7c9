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
  databaseUrl: text("DATABASE_URL"),
  listen: address("LISTEN_ADDRESS", "127.0.0.1:9002"),
  sealingKeys: text("SEALING_KEYS"),
  /** Goes by the store's clock that tests can move. */
  devClock: flag("DEV_CLOCK"),
  /**
   * A folder on the store's disk, if that is a disk of this machine. When the disk is full the store cannot
   * be written.
   */
  storeDisk: optionalText("STORE_DISK"),
  /** CIDRs that may be dialed in addition to public addresses. */
  egressAllow: optionalText("EGRESS_ALLOW"),
  /** Name servers to use instead of those in /etc/resolv.conf. */
  nameServers: nameServers("NAME_SERVERS"),
  /**
   * Name of this process. With a name, its claims are free again as soon as it restarts, not when their
   * leases expire. A name in use by a living process is not taken over (`take-name.ts`).
   */
  name: optionalText("DISPATCHER_NAME"),
  storeConnections: wholeNumber("STORE_CONNECTIONS", 12, 4, 1_000),
  readConnections: wholeNumber("READ_CONNECTIONS", 4, 1, 1_000),
  upkeepConnections: wholeNumber("UPKEEP_CONNECTIONS", 2, 1, 100),
  /** Largest offset that the punctuality figures count as on time; a change applies from then on. */
  onTimeMs: wholeNumber("ON_TIME_MS", 300, 0, 3_600_000),
  /** Retention of settled deliveries and their attempts, for projects without a setting of their own. */
  retentionDays: wholeNumber("RETENTION_DAYS", 30, 1, 36_500),
  /**
   * Requests per second to one origin (`https://host:port`), for URLs of schedules without a profile. All
   * dispatchers of a store share the limit, so all must have the same value. 0: no limit.
   */
  originMaxPerSecond: wholeNumber("ORIGIN_MAX_PER_SECOND", 0, 0, 10_000),
  /** The HTTP client: our own, or undici. */
  httpClient: oneOf("HTTP_CLIENT", httpClients, "own"),
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
