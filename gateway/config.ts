import {
  address,
  type Config,
  port,
  processVariables,
  readConfig,
  text,
} from "../services/runtime/config.ts";

const variables = {
  ...processVariables,
  host: text("HOST", "127.0.0.1"),
  port: port("PORT", 8080),
  scheduler: address("SCHEDULER_ADDRESS", "127.0.0.1:9001"),
  dispatcher: address("DISPATCHER_ADDRESS", "127.0.0.1:9002"),
  accounts: address("ACCOUNTS_ADDRESS", "127.0.0.1:9003"),
} as const;

/** All that the gateway is told by its environment. */
export type GatewayConfig = Config<typeof variables>;

/** @throws ConfigError naming what is wrong */
export function readGatewayConfig(environment: Readonly<Record<string, string | undefined>>): GatewayConfig {
  return readConfig(environment, variables);
}
