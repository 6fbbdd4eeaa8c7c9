import type { Logger } from "../services/runtime/logging/logger.ts";
import type { Lifetime } from "../services/runtime/process/lifecycle.ts";
import { createTelemetry } from "../services/runtime/telemetry/telemetry.ts";
import { startTracer } from "../services/runtime/telemetry/tracer.ts";
import type { Clock } from "../services/runtime/time/clock.ts";
import { createApp } from "./app.ts";
import { openServices } from "./clients/services.ts";
import type { GatewayConfig } from "./config.ts";
import { productVersion } from "./product-version.ts";
import { startHttpServer } from "./server.ts";

/** Starts the gateway: its clients of the services, and the HTTP server. */
export async function startGateway(
  lifetime: Lifetime,
  config: GatewayConfig,
  clock: Clock,
  log: Logger,
): Promise<void> {
  const telemetry = createTelemetry("gateway");
  const own = { process: "gateway", version: productVersion, telemetry, log };
  const tracer = await startTracer(lifetime, config.traces, own);
  const services = await lifetime.start(
    "services",
    () => openServices(config, telemetry, clock),
    (opened) => opened.close(),
  );
  const app = createApp(services, log, clock, {
    rateLimit: config.rateLimit,
    mcp: config.mcp,
    people: config.people,
    tracer,
  });
  const server = await lifetime.start(
    "http",
    () => startHttpServer(app.callback(), { host: config.host, port: config.port, log }),
    (started) => started.stop(),
  );
  log.info({ host: config.host, port: server.port }, "http server listens");
}
