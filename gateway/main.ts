import { configOrSay } from "../services/runtime/config.ts";
import { createLogger } from "../services/runtime/logging/logger.ts";
import { runProcess } from "../services/runtime/process/lifecycle.ts";
import { systemClock } from "../services/runtime/time/clock.ts";
import { readGatewayConfig } from "./config.ts";
import { startGateway } from "./start-gateway.ts";

const config = configOrSay(readGatewayConfig);
const log = createLogger("gateway", config.logLevel);

await runProcess({ log, supervised: config.supervised }, async (lifetime) => {
  await startGateway(lifetime, config, systemClock, log);
});
