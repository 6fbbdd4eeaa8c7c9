import type { CreateScheduleItem } from "../../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import { parseTraceparent, type TraceContext } from "../../runtime/telemetry/trace-context.ts";
import type { Tracer } from "../../runtime/telemetry/tracer.ts";

/** OpenTelemetry's default bound. */
const mostLinks = 128;

/**
 * Writes the span of one batch of creates: a child of the request that it carries, or, of several, with a
 * link to each that is sampled. None if no request is.
 */
export function writeCreateSpan(
  tracer: Tracer,
  items: readonly Pick<CreateScheduleItem, "traceparent">[],
  times: { readonly from: number; readonly to: number },
): void {
  const requests = requestsOf(items);
  const [first] = requests;
  if (first === undefined) return;
  const isAlone = requests.length === 1;
  const { traceId, spanId } = tracer.begin(isAlone ? first : null);
  tracer.write({
    name: "create schedules",
    kind: "server",
    context: { traceId, spanId, sampled: true },
    parentSpanId: isAlone ? first.spanId : null,
    startedAt: times.from,
    endedAt: times.to,
    attributes: { "landfall.step": "create", "landfall.rows": items.length },
    links: isAlone ? [] : requests,
    events: [],
    error: null,
  });
}

/** The sampled requests of a batch; the items of a bulk create share one. */
function requestsOf(items: readonly Pick<CreateScheduleItem, "traceparent">[]): TraceContext[] {
  const found = new Map<string, TraceContext>();
  for (const { traceparent } of items) {
    if (found.size === mostLinks) break;
    if (traceparent === undefined || found.has(traceparent)) continue;
    const context = parseTraceparent(traceparent);
    if (context?.sampled) found.set(traceparent, context);
  }
  return [...found.values()];
}
