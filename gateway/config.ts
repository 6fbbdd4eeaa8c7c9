import {
  address,
  type Config,
  port,
  processVariables,
  readConfig,
  text,
  wholeNumber,
} from "../services/runtime/config.ts";
import { accessOf, type RpcAccess, rpcVariables } from "../services/runtime/rpc/access.ts";
import type { RateLimit } from "./rate-limit.ts";

const variables = {
  ...processVariables,
  ...rpcVariables,
  host: text("HOST", "127.0.0.1"),
  port: port("PORT", 8080),
  scheduler: address("SCHEDULER_ADDRESS", "127.0.0.1:9001"),
  dispatcher: address("DISPATCHER_ADDRESS", "127.0.0.1:9002"),
  accounts: address("ACCOUNTS_ADDRESS", "127.0.0.1:9003"),
  /** 0: no limit. */
  rateLimitPerSecond: wholeNumber("RATE_LIMIT_PER_SECOND", 0, 0, 1_000_000),
  /** 0: the requests of one second. */
  rateLimitBurst: wholeNumber("RATE_LIMIT_BURST", 0, 0, 10_000_000),
} as const;

/** The gateway's config. */
export interface GatewayConfig
  extends Omit<Config<typeof variables>, "rateLimitPerSecond" | "rateLimitBurst"> {
  /** Null if keys are not limited. */
  readonly rateLimit: RateLimit | null;
  /** Credentials for TCP. */
  readonly access: RpcAccess;
}

/** @throws ConfigError naming the invalid variables */
export function readGatewayConfig(environment: Readonly<Record<string, string | undefined>>): GatewayConfig {
  const { rateLimitPerSecond: perSecond, rateLimitBurst, ...config } = readConfig(environment, variables);
  const rateLimit = perSecond === 0 ? null : { perSecond, burst: rateLimitBurst || perSecond };
  return { ...config, rateLimit, access: accessOf(config) };
}
