import {
  address,
  type Config,
  nameServers,
  optionalText,
  processVariables,
  readConfig,
  text,
  wholeNumber,
} from "../runtime/config.ts";
import { type RpcAccess, rpcVariables, serverAccessOf } from "../runtime/rpc/access.ts";

const variables = {
  ...processVariables,
  ...rpcVariables,
  databaseUrl: text("DATABASE_URL"),
  listen: address("LISTEN_ADDRESS", "127.0.0.1:9001"),
  sealingKeys: text("SEALING_KEYS"),
  /** A folder on the disk that the store lies on, when that is one of this machine's: full, it cannot be written to. */
  storeDisk: optionalText("STORE_DISK"),
  /** CIDRs that destinations may lie in beside public addresses. */
  egressAllow: optionalText("EGRESS_ALLOW"),
  /** Asked for names in place of those of /etc/resolv.conf. */
  nameServers: nameServers("NAME_SERVERS"),
  storeConnections: wholeNumber("STORE_CONNECTIONS", 10, 2, 1_000),
  /** How long ended schedules are kept, for projects that have nothing else set. */
  retentionDays: wholeNumber("RETENTION_DAYS", 30, 1, 36_500),
} as const;

/** All that the scheduler is told by its environment. */
export interface SchedulerConfig extends Config<typeof variables> {
  readonly access: RpcAccess;
}

/** @throws ConfigError naming what is wrong */
export function readSchedulerConfig(
  environment: Readonly<Record<string, string | undefined>>,
): SchedulerConfig {
  const config = readConfig(environment, variables);
  return { ...config, access: serverAccessOf(config, config.listen) };
}
