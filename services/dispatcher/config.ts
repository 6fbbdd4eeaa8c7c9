import {
  address,
  type Config,
  optionalText,
  processVariables,
  readConfig,
  text,
  wholeNumber,
} from "../runtime/config.ts";

const variables = {
  ...processVariables,
  databaseUrl: text("DATABASE_URL"),
  listen: address("LISTEN_ADDRESS", "127.0.0.1:9002"),
  sealingKeys: text("SEALING_KEYS"),
  /** CIDRs that may be dialled beside public addresses. */
  egressAllow: optionalText("EGRESS_ALLOW"),
  /**
   * What this process is called, when whoever starts it makes sure that no other goes by that name at the same
   * time; its claims are then free again as soon as it is restarted, not when they run out.
   */
  name: optionalText("DISPATCHER_NAME"),
  storeConnections: wholeNumber("STORE_CONNECTIONS", 8, 4, 1_000),
  readConnections: wholeNumber("READ_CONNECTIONS", 4, 1, 1_000),
  drainMs: wholeNumber("DRAIN_MS", 8_000, 0, 600_000),
} as const;

/** All that the dispatcher is told by its environment. */
export type DispatcherConfig = Config<typeof variables>;

/** @throws ConfigError naming what is wrong */
export function readDispatcherConfig(
  environment: Readonly<Record<string, string | undefined>>,
): DispatcherConfig {
  return readConfig(environment, variables);
}
