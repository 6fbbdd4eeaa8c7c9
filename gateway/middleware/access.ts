import type { Logger } from "../../services/runtime/logging/logger.ts";
import type { Telemetry } from "../../services/runtime/telemetry/telemetry.ts";
import type { Clock } from "../../services/runtime/time/clock.ts";
import type { Middleware } from "../exchange.ts";

/** Upper bounds in seconds; most answers take a few milliseconds. */
const buckets = [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * Writes one log line and one observation per request: ids, status and duration, never a body, a key or a
 * header value. Leaves the path out too, since a query may contain search terms.
 */
export function access(log: Logger, telemetry: Telemetry, clock: Clock): Middleware {
  const durations = telemetry.distribution(
    {
      name: "landfall_http_request_duration_seconds",
      help: "Time to answer a request.",
      labels: ["operation", "status"],
    },
    buckets,
  );
  return async (ctx, next) => {
    const startedAt = clock.now();
    await next();
    const { requestId, operation, caller, keyId, pathId } = ctx.state;
    const durationMs = clock.now() - startedAt;
    durations.observe({ operation: operation ?? "none", status: String(ctx.status) }, durationMs / 1_000);
    const fields = {
      request_id: requestId,
      operation,
      method: ctx.method,
      status: ctx.status,
      duration_ms: durationMs,
      project_id: caller?.projectId,
      mode: caller?.mode,
      key_id: keyId ?? undefined,
      id: pathId,
    };
    log.info(fields, "request");
  };
}
