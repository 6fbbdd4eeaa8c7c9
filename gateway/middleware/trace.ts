import { operations } from "../../generated/openapi/operations.gen.ts";
import {
  formatTraceparent,
  parseTraceparent,
  type TraceContext,
} from "../../services/runtime/telemetry/trace-context.ts";
import type { Tracer } from "../../services/runtime/telemetry/tracer.ts";
import type { Clock } from "../../services/runtime/time/clock.ts";
import type { GatewayContext, Middleware, OperationId } from "../exchange.ts";

/** Asked every few seconds by whoever watches a process. */
const unheard: ReadonlySet<OperationId | null> = new Set([
  "getHealth",
  "getReadiness",
  "getMetrics",
  "getMetricsJson",
]);

/**
 * Writes one span per request, in its caller's trace or a new one, and passes its context on with what the
 * request creates.
 */
export function trace(tracer: Tracer, clock: Clock): Middleware {
  return async (ctx, next) => {
    const { state } = ctx;
    const caller = parseTraceparent(state.traceparent);
    const context = tracer.begin(caller);
    if (caller !== null || context.sampled) state.traceparent = formatTraceparent(context);
    const startedAt = clock.now();
    await next();
    if (!context.sampled || unheard.has(state.operation)) return;
    writeSpan(tracer, ctx, { context, caller, startedAt, endedAt: clock.now() });
  };
}

interface Heard {
  readonly context: TraceContext;
  readonly caller: TraceContext | null;
  readonly startedAt: number;
  readonly endedAt: number;
}

function writeSpan(
  tracer: Tracer,
  ctx: GatewayContext,
  { context, caller, startedAt, endedAt }: Heard,
): void {
  const { operation, requestId, caller: owner } = ctx.state;
  const route = operation === null ? null : operations[operation].path;
  const method = operation === null ? "_OTHER" : operations[operation].method;
  tracer.write({
    name: route === null ? method : `${method} ${route}`,
    kind: "server",
    context,
    parentSpanId: caller?.spanId ?? null,
    startedAt,
    endedAt,
    attributes: {
      "http.request.method": method,
      "http.response.status_code": ctx.status,
      "url.scheme": "http",
      "landfall.request_id": requestId,
      ...(route !== null && { "http.route": route }),
      ...(operation !== null && { "landfall.operation": operation }),
      ...(owner && { "landfall.project_id": owner.projectId }),
    },
    links: [],
    events: [],
    error: String(ctx.status).startsWith("5") ? String(ctx.status) : null,
  });
}
