import {
  address,
  type Config,
  ConfigError,
  port,
  processVariables,
  readConfig,
  text,
  wholeNumber,
} from "../services/runtime/config.ts";
import { accessOf, type RpcAccess, rpcVariables } from "../services/runtime/rpc/access.ts";
import { readTracesConfig, type TracesConfig } from "../services/runtime/telemetry/traces-config.ts";
import type { McpSettings } from "./mcp/settings.ts";
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
  /** A call of a tool takes one or two milliseconds of a core, as much as five to ten creates. 0: no limit. */
  mcpRateLimitPerSecond: wholeNumber("MCP_RATE_LIMIT_PER_SECOND", 20, 0, 1_000_000),
  /** 0: as much as comes back in a second. */
  mcpRateLimitBurst: wholeNumber("MCP_RATE_LIMIT_BURST", 200, 0, 10_000_000),
  /** With commas between. */
  mcpAllowedHosts: text("MCP_ALLOWED_HOSTS", ""),
  /** Names APIs for wallets; none is served yet. */
  walletApi: text("WALLET_API", ""),
} as const;

/** The gateway's config. */
export interface GatewayConfig
  extends Omit<
    Config<typeof variables>,
    | "rateLimitPerSecond"
    | "rateLimitBurst"
    | "mcpRateLimitPerSecond"
    | "mcpRateLimitBurst"
    | "mcpAllowedHosts"
    | "walletApi"
  > {
  /** Null: a key may ask as often as it likes. */
  readonly rateLimit: RateLimit | null;
  readonly mcp: McpSettings;
  /** Presents what the services ask for over TCP. */
  readonly access: RpcAccess;
  /** Null: no traces are written. */
  readonly traces: TracesConfig | null;
}

/** @throws ConfigError naming the invalid variables */
export function readGatewayConfig(environment: Readonly<Record<string, string | undefined>>): GatewayConfig {
  const { rateLimitPerSecond, rateLimitBurst, mcpRateLimitPerSecond, mcpRateLimitBurst, ...others } =
    readConfig(environment, variables);
  const { mcpAllowedHosts, walletApi, ...config } = others;
  if (walletApi !== "") throw new ConfigError("WALLET_API must be unset: no API for wallets is served yet");
  const mcp = {
    rateLimit: rateLimitOf(mcpRateLimitPerSecond, mcpRateLimitBurst),
    hosts: mcpAllowedHosts
      .toLowerCase()
      .split(/[\s,]+/)
      .filter((host) => host !== ""),
  };
  const rateLimit = rateLimitOf(rateLimitPerSecond, rateLimitBurst);
  return { ...config, rateLimit, mcp, access: accessOf(config), traces: readTracesConfig(environment) };
}

function rateLimitOf(perSecond: number, burst: number): RateLimit | null {
  return perSecond === 0 ? null : { perSecond, burst: burst || perSecond };
}
