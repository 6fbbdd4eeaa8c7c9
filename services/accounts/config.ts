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
} from "../runtime/config.ts";
import { type RpcAccess, rpcVariables, serverAccessOf } from "../runtime/rpc/access.ts";
import { readSignInConfig, type SignInConfig } from "./sign-in/config.ts";

const variables = {
  ...processVariables,
  ...rpcVariables,
  databaseUrl: text("DATABASE_URL"),
  sealingKeys: text("SEALING_KEYS"),
  /** Goes by the store's clock that tests can move. */
  devClock: flag("DEV_CLOCK"),
  /**
   * A folder on the store's disk, if that disk is on this machine; while that disk is full, the store counts
   * as read-only.
   */
  storeDisk: optionalText("STORE_DISK"),
  /** CIDRs that endpoints may be in, in addition to public addresses. */
  egressAllow: optionalText("EGRESS_ALLOW"),
  /** DNS servers to ask in place of those of /etc/resolv.conf. */
  nameServers: nameServers("NAME_SERVERS"),
  /** A file of plans, the same for the scheduler; null: no limits. */
  plans: plansFile("PLANS_FILE"),
  listen: address("LISTEN_ADDRESS", "127.0.0.1:9003"),
} as const;

/** Everything that the accounts service reads from its environment. */
export interface AccountsConfig extends Config<typeof variables> {
  readonly access: RpcAccess;
  /** Null: nobody signs in. */
  readonly signIn: SignInConfig | null;
}

/** Reads the environment. @throws ConfigError naming what is wrong */
export function readAccountsConfig(
  environment: Readonly<Record<string, string | undefined>>,
): AccountsConfig {
  const config = readConfig(environment, variables);
  const signIn = readSignInConfig(environment);
  return { ...config, access: serverAccessOf(config, config.listen), signIn };
}
