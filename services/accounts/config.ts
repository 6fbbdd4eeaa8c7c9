import {
  address,
  type Config,
  hostAndPort,
  optionalText,
  processVariables,
  readConfig,
  text,
} from "../runtime/config.ts";

const variables = {
  ...processVariables,
  databaseUrl: text("DATABASE_URL"),
  sealingKeys: text("SEALING_KEYS"),
  /** A folder on the disk that the store lies on, when that is one of this machine's: full, it cannot be written to. */
  storeDisk: optionalText("STORE_DISK"),
  /** CIDRs that profiles may lie in beside public addresses. */
  egressAllow: optionalText("EGRESS_ALLOW"),
  listenAddress: address("LISTEN_ADDRESS", "127.0.0.1:9003"),
} as const;

/** All that accounts is told by its environment. */
export interface AccountsConfig extends Omit<Config<typeof variables>, "listenAddress"> {
  readonly host: string;
  readonly port: number;
}

/** @throws ConfigError naming what is wrong */
export function readAccountsConfig(
  environment: Readonly<Record<string, string | undefined>>,
): AccountsConfig {
  const { listenAddress, ...config } = readConfig(environment, variables);
  return { ...config, ...hostAndPort(listenAddress) };
}
