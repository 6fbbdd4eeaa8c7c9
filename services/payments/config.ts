import {
  address,
  type Config,
  ConfigError,
  oneOf,
  optionalText,
  processVariables,
  readConfig,
  text,
} from "../runtime/config.ts";
import { type RpcAccess, rpcVariables, serverAccessOf } from "../runtime/rpc/access.ts";

const variables = {
  ...processVariables,
  ...rpcVariables,
  /** `mysql://user:password@host:3306/name`, or several hosts with commas between. */
  databaseUrl: text("DATABASE_URL"),
  /** `id:base64,id2:base64`, 32 bytes each: the first seals, all open. The same for all processes. */
  sealingKeys: text("SEALING_KEYS"),
  /**
   * A folder on the disk that the database lies on, if that is a disk of this machine: while it has less than 8 MB,
   * the store counts as read-only. `npm start` sets it with the private database.
   */
  storeDisk: optionalText("STORE_DISK"),
  /** Where it listens: `host:port`, or `unix:/path` in a folder of mode 700. */
  listen: address("LISTEN_ADDRESS", "127.0.0.1:9004"),
  /** Origin of the gateway as callers reach it: https, or http on this machine. */
  publicUrl: text("PUBLIC_URL"),
  /** Mode of the wallets' objects. */
  mode: oneOf("WALLET_MODE", ["live", "test"], "live"),
  /** The chain on which x402 is paid, and whose accounts sign in: `eip155:8453`. */
  x402Network: optionalText("X402_NETWORK"),
  /** Number of the Tempo chain on which MPP is paid, and whose accounts sign in. */
  tempoChainId: optionalText("MPP_TEMPO_CHAIN_ID"),
} as const;

/** Everything that the payments service reads from its environment. */
export interface PaymentsConfig
  extends Omit<Config<typeof variables>, "publicUrl" | "x402Network" | "tempoChainId"> {
  readonly access: RpcAccess;
  readonly publicUrl: URL;
  /** Chains whose accounts may sign in, as CAIP-2 ids; at least one. */
  readonly chains: readonly string[];
}

/** Reads the environment. @throws ConfigError naming what is wrong */
export function readPaymentsConfig(
  environment: Readonly<Record<string, string | undefined>>,
): PaymentsConfig {
  const { publicUrl, x402Network, tempoChainId, ...config } = readConfig(environment, variables);
  return {
    ...config,
    access: serverAccessOf(config, config.listen),
    publicUrl: publicOrigin(publicUrl),
    chains: chainsOf(x402Network, tempoChainId),
  };
}

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** @throws ConfigError when it is no origin, or would carry payments in the clear over a network */
function publicOrigin(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isOrigin = url !== null && url.href === `${url.origin}/`;
  if (isOrigin && (url.protocol === "https:" || (url.protocol === "http:" && loopback.test(url.hostname))))
    return url;
  throw new ConfigError(
    "PUBLIC_URL must be an origin such as https://schedules.example.com; http only for this machine",
  );
}

/** @throws ConfigError when there is none, or one cannot be read */
function chainsOf(x402Network: string | null, tempoChainId: string | null): string[] {
  const chains = new Set([
    ...(x402Network ? [x402Network] : []),
    ...(tempoChainId ? [`eip155:${tempoChainId}`] : []),
  ]);
  if (chains.size > 0 && [...chains].every((chain) => /^eip155:[1-9]\d{0,15}$/.test(chain)))
    return [...chains];
  throw new ConfigError("X402_NETWORK must be eip155: and a number, or MPP_TEMPO_CHAIN_ID a number");
}
