import {
  address,
  type Config,
  nameServers,
  oneOf,
  optionalText,
  processVariables,
  readConfig,
  text,
  wholeNumber,
} from "../runtime/config.ts";
import { type RpcAccess, rpcVariables, serverAccessOf } from "../runtime/rpc/access.ts";
import { httpClients } from "./attempt/http-client.ts";

const variables = {
  ...processVariables,
  ...rpcVariables,
  databaseUrl: text("DATABASE_URL"),
  listen: address("LISTEN_ADDRESS", "127.0.0.1:9002"),
  sealingKeys: text("SEALING_KEYS"),
  /** A folder on the disk that the store lies on, when that is one of this machine's: full, it cannot be written to. */
  storeDisk: optionalText("STORE_DISK"),
  /** CIDRs that may be dialled beside public addresses. */
  egressAllow: optionalText("EGRESS_ALLOW"),
  /** Asked for names in place of those of /etc/resolv.conf. */
  nameServers: nameServers("NAME_SERVERS"),
  /**
   * What this process is called; its claims are then free again as soon as it is restarted, not when they run out. A
   * name that a living process goes by is left to that one (`take-name.ts`).
   */
  name: optionalText("DISPATCHER_NAME"),
  storeConnections: wholeNumber("STORE_CONNECTIONS", 12, 4, 1_000),
  readConnections: wholeNumber("READ_CONNECTIONS", 4, 1, 1_000),
  upkeepConnections: wholeNumber("UPKEEP_CONNECTIONS", 2, 1, 100),
  /** The largest offset that counts as on time in the punctuality shown; counts from when it is set. */
  onTimeMs: wholeNumber("ON_TIME_MS", 300, 0, 3_600_000),
  /** How long settled deliveries and their attempts are kept, for projects that have nothing else set. */
  retentionDays: wholeNumber("RETENTION_DAYS", 30, 1, 36_500),
  /**
   * Requests a second to one origin (`https://host:port`), of URLs that schedules have of their own; all dispatchers
   * of a store share it, so all must have the same. 0: no limit.
   */
  originMaxPerSecond: wholeNumber("ORIGIN_MAX_PER_SECOND", 0, 0, 10_000),
  /** The HTTP client that sends: our own, or undici. */
  httpClient: oneOf("HTTP_CLIENT", httpClients, "own"),
  drainMs: wholeNumber("DRAIN_MS", 6_000, 0, 600_000),
} as const;

/** All that the dispatcher is told by its environment. */
export interface DispatcherConfig extends Config<typeof variables> {
  readonly access: RpcAccess;
}

/** @throws ConfigError naming what is wrong */
export function readDispatcherConfig(
  environment: Readonly<Record<string, string | undefined>>,
): DispatcherConfig {
  const config = readConfig(environment, variables);
  return { ...config, access: serverAccessOf(config, config.listen) };
}
