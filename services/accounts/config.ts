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
  /** `mysql://user:password@host:3306/name`, or several hosts with commas between. */
  databaseUrl: text("DATABASE_URL"),
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
  /** `magic`: people sign in by a link that is mailed to them. Unset: keys alone. */
  signInBy: text("SIGN_IN", ""),
  /** The origin by which browsers know this server, where people sign in: https, or http on this machine. */
  publicUrl: text("PUBLIC_URL", ""),
  /** `closed`: only addresses that have an account get a mail. */
  signUp: text("SIGN_UP", "open"),
  /** `smtp://user:password@host:587` (STARTTLS where the server has it) or `smtps://…`; needed to sign in. */
  smtpUrl: text("SMTP_URL", ""),
  /** The address that mails come from, with or without a name; needed to sign in. */
  mailFrom: text("MAIL_FROM", ""),
  /** A JSON file of plans, the same for the scheduler and `npm run projects -- plan`. Unset: no limits. */
  plans: plansFile("PLANS_FILE"),
  /** Where it listens: `host:port`, or `unix:/path` in a folder of mode 700. */
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
