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
  databaseUrl: text("DATABASE_URL"),
  listen: address("LISTEN_ADDRESS", "127.0.0.1:9001"),
  sealingKeys: text("SEALING_KEYS"),
  /** Goes by the store's clock that tests can move. */
  devClock: flag("DEV_CLOCK"),
  /**
   * A folder on the store's disk, if that disk is on this machine; while that disk is full, the store counts
   * as read-only.
   */
  storeDisk: optionalText("STORE_DISK"),
  /** CIDRs that destinations may be in, in addition to public addresses. */
  egressAllow: optionalText("EGRESS_ALLOW"),
  /** DNS servers to ask in place of those of /etc/resolv.conf. */
  nameServers: nameServers("NAME_SERVERS"),
  storeConnections: wholeNumber("STORE_CONNECTIONS", 10, 2, 1_000),
  /** A file of plans, the same for accounts; null: no limits. */
  plans: plansFile("PLANS_FILE"),
  /** Days that ended schedules are kept, for projects without a retention of their own. */
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
