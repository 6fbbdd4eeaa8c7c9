import { plansFile } from "../rules/read-plans.ts";
import {
  address,
  type Config,
  flag,
  nameServers,
  optionalText,
  processVariables,
  readConfig,
  text,
  wholeNumber,
} from "../runtime/config.ts";
import { type RpcAccess, rpcVariables, serverAccessOf } from "../runtime/rpc/access.ts";
import { readTracesConfig, type TracesConfig } from "../runtime/telemetry/traces-config.ts";

const variables = {
  ...processVariables,
  ...rpcVariables,
  /** `mysql://user:password@host:3306/name`, or several hosts with commas between. */
  databaseUrl: text("DATABASE_URL"),
  /** Where it listens: `host:port`, or `unix:/path` in a folder of mode 700. */
  listen: address("LISTEN_ADDRESS", "127.0.0.1:9001"),
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
  /** Connections to the database. */
  storeConnections: wholeNumber("STORE_CONNECTIONS", 10, 2, 1_000),
  /** A JSON file of plans, the same for accounts and `npm run projects -- plan`. Unset: no limits. */
  plans: plansFile("PLANS_FILE"),
  /** Days for which what has ended is kept, of projects that have no retention of their own. */
  retentionDays: wholeNumber("RETENTION_DAYS", 30, 1, 36_500),
} as const;

/** Everything that the scheduler reads from its environment. */
export interface SchedulerConfig extends Config<typeof variables> {
  readonly access: RpcAccess;
  /** Null: no traces are written. */
  readonly traces: TracesConfig | null;
}

/** Reads the environment. @throws ConfigError naming what is wrong */
export function readSchedulerConfig(
  environment: Readonly<Record<string, string | undefined>>,
): SchedulerConfig {
  const config = readConfig(environment, variables);
  const access = serverAccessOf(config, config.listen);
  return { ...config, access, traces: readTracesConfig(environment) };
}
