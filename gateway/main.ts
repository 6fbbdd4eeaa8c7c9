import { configOrSay } from "../services/runtime/config.ts";
import { createLogger } from "../services/runtime/logging/logger.ts";
import { runProcess } from "../services/runtime/process/lifecycle.ts";
import { createTelemetry } from "../services/runtime/telemetry/telemetry.ts";
import { systemClock } from "../services/runtime/time/clock.ts";
import { createApp } from "./app.ts";
import { openServices } from "./clients/services.ts";
import { readGatewayConfig } from "./config.ts";
import { startHttpServer } from "./server.ts";

const config = configOrSay(readGatewayConfig);
const log = createLogger("gateway", config.logLevel);

await runProcess({ log, supervised: config.supervised }, async (lifetime) => {
  const telemetry = createTelemetry("gateway");
  const services = await lifetime.start(
    "services",
    () => openServices(config, telemetry, systemClock),
    (opened) => opened.close(),
  );
  const app = createApp(services, log, systemClock, config.rateLimit, config.mcp);
  const server = await lifetime.start(
    "http",
    () => startHttpServer(app.callback(), { host: config.host, port: config.port, log }),
    (started) => started.stop(),
  );
  log.info({ host: config.host, port: server.port }, "http server listens");
});
