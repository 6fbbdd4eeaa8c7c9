import {
  address,
  type Config,
  ConfigError,
  port,
  processVariables,
  readConfig,
  text,
  Unfit,
  type Variable,
  wholeNumber,
} from "../services/runtime/config.ts";
import { accessOf, type RpcAccess, rpcVariables } from "../services/runtime/rpc/access.ts";
import { readTracesConfig, type TracesConfig } from "../services/runtime/telemetry/traces-config.ts";
import type { McpSettings } from "./mcp/settings.ts";
import type { PeopleSettings } from "./middleware/authenticate.ts";
import type { RateLimit } from "./rate-limit.ts";
import { type IsTrusted, trustedProxies } from "./sign-in/client-address.ts";

const variables = {
  ...processVariables,
  ...rpcVariables,
  /** Where the API listens; `0.0.0.0` for every interface. */
  host: text("HOST", "127.0.0.1"),
  /** The port of the API. */
  port: port("PORT", 8080),
  /** Where the scheduler is: `host:port` or `unix:/path`. */
  scheduler: address("SCHEDULER_ADDRESS", "127.0.0.1:9001"),
  /** Where the dispatcher is: `host:port` or `unix:/path`. */
  dispatcher: address("DISPATCHER_ADDRESS", "127.0.0.1:9002"),
  /** Where accounts is: `host:port` or `unix:/path`. */
  accounts: address("ACCOUNTS_ADDRESS", "127.0.0.1:9003"),
  /** Requests a second of one API key, counted by each gateway for itself. 0: no limit. */
  rateLimitPerSecond: wholeNumber("RATE_LIMIT_PER_SECOND", 0, 0, 1_000_000),
  /** Requests of one API key at once. 0: those of one second. */
  rateLimitBurst: wholeNumber("RATE_LIMIT_BURST", 0, 0, 10_000_000),
  // A call of a tool takes one or two milliseconds of a core, as much as five to ten creates.
  /** Requests a second of one API key at `/mcp`, counted by each gateway for itself. 0: no limit. */
  mcpRateLimitPerSecond: wholeNumber("MCP_RATE_LIMIT_PER_SECOND", 20, 0, 1_000_000),
  /** Requests of one API key at `/mcp` at once. 0: those of one second. */
  mcpRateLimitBurst: wholeNumber("MCP_RATE_LIMIT_BURST", 200, 0, 10_000_000),
  /**
   * Names, with commas between, that `Host` and `Origin` may have at `/mcp` beside the server's own: that of a proxy
   * before it, of a page that may ask.
   */
  mcpAllowedHosts: text("MCP_ALLOWED_HOSTS", ""),
  /** `magic`: people sign in by a link that is mailed to them. Unset: keys alone. */
  signIn: text("SIGN_IN", ""),
  /** The origin by which browsers know this server, where people sign in: https, or http on this machine. */
  publicUrl: text("PUBLIC_URL", ""),
  /** CIDRs, with commas between, of proxies whose `X-Forwarded-For` is believed where people sign in. */
  isTrusted: proxies("TRUSTED_PROXIES"),
  /** Must stay unset: no API for wallets is served yet, and nothing starts with it. */
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
    | "signIn"
    | "publicUrl"
    | "isTrusted"
    | "walletApi"
  > {
  /** Null: a key may ask as often as it likes. */
  readonly rateLimit: RateLimit | null;
  readonly mcp: McpSettings;
  /** Presents what the services ask for over TCP. */
  readonly access: RpcAccess;
  /** Null: no traces are written. */
  readonly traces: TracesConfig | null;
  /** Null: nobody signs in. */
  readonly people: PeopleSettings | null;
}

/** @throws ConfigError naming the invalid variables */
export function readGatewayConfig(environment: Readonly<Record<string, string | undefined>>): GatewayConfig {
  const { rateLimitPerSecond, rateLimitBurst, mcpRateLimitPerSecond, mcpRateLimitBurst, ...others } =
    readConfig(environment, variables);
  const { mcpAllowedHosts, walletApi, signIn, publicUrl, isTrusted, ...config } = others;
  if (walletApi !== "") throw new ConfigError("WALLET_API must be unset: no API for wallets is served yet");
  const mcp = {
    rateLimit: rateLimitOf(mcpRateLimitPerSecond, mcpRateLimitBurst),
    hosts: mcpAllowedHosts
      .toLowerCase()
      .split(/[\s,]+/)
      .filter((host) => host !== ""),
  };
  const rateLimit = rateLimitOf(rateLimitPerSecond, rateLimitBurst);
  const people = signIn === "" ? null : { signIn: { publicUrl: originOf(publicUrl) }, isTrusted };
  const traces = readTracesConfig(environment);
  return { ...config, rateLimit, mcp, access: accessOf(config), traces, people };
}

/** @throws ConfigError */
function originOf(url: string): string {
  if (URL.canParse(url)) return new URL(url).origin;
  throw new ConfigError("PUBLIC_URL must be a URL");
}

function proxies(name: string): Variable<IsTrusted> {
  return {
    name,
    read(value = "") {
      const isTrusted = trustedProxies(value);
      if (isTrusted !== null) return isTrusted;
      throw new Unfit("CIDRs such as 10.0.0.0/8, with commas between");
    },
  };
}

function rateLimitOf(perSecond: number, burst: number): RateLimit | null {
  return perSecond === 0 ? null : { perSecond, burst: burst || perSecond };
}
