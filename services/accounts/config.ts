import {
  address,
  type Config,
  nameServers,
  optionalText,
  processVariables,
  readConfig,
  text,
} from "../runtime/config.ts";
import { type RpcAccess, rpcVariables, serverAccessOf } from "../runtime/rpc/access.ts";

const variables = {
  ...processVariables,
  ...rpcVariables,
  databaseUrl: text("DATABASE_URL"),
  sealingKeys: text("SEALING_KEYS"),
  /** A folder on the disk that the store lies on, when that is one of this machine's: full, it cannot be written to. */
  storeDisk: optionalText("STORE_DISK"),
  /** CIDRs that profiles may lie in beside public addresses. */
  egressAllow: optionalText("EGRESS_ALLOW"),
  /** Asked for names in place of those of /etc/resolv.conf. */
  nameServers: nameServers("NAME_SERVERS"),
  listen: address("LISTEN_ADDRESS", "127.0.0.1:9003"),
} as const;

/** All that accounts is told by its environment. */
export interface AccountsConfig extends Config<typeof variables> {
  readonly access: RpcAccess;
}

/** @throws ConfigError naming what is wrong */
export function readAccountsConfig(
  environment: Readonly<Record<string, string | undefined>>,
): AccountsConfig {
  const config = readConfig(environment, variables);
  return { ...config, access: serverAccessOf(config, config.listen) };
}
