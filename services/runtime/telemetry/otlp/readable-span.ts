import { type SpanContext, SpanKind, SpanStatusCode, TraceFlags } from "@opentelemetry/api";
import type { Resource } from "@opentelemetry/resources";
import type { ReadableSpan } from "@opentelemetry/sdk-trace";
import type { TraceContext } from "../trace-context.ts";
import type { FinishedSpan } from "../tracer.ts";

/** Who writes the spans. */
export interface SpanSource {
  readonly resource: Resource;
  readonly scope: { readonly name: string; readonly version: string };
}

const kinds = { server: SpanKind.SERVER, client: SpanKind.CLIENT, internal: SpanKind.INTERNAL } as const;

/** Converts a span to the SDK's form, which its serializer takes. */
export function readableSpan(span: FinishedSpan, { resource, scope }: SpanSource): ReadableSpan {
  const { context, parentSpanId } = span;
  const own = spanContext(context);
  const parent = parentSpanId === null ? undefined : spanContext({ ...context, spanId: parentSpanId });
  return {
    name: span.name,
    kind: kinds[span.kind],
    spanContext: () => own,
    ...(parent && { parentSpanContext: parent }),
    startTime: hrTime(span.startedAt),
    endTime: hrTime(span.endedAt),
    duration: hrTime(Math.max(span.endedAt - span.startedAt, 0)),
    status:
      span.error === null
        ? { code: SpanStatusCode.UNSET }
        : { code: SpanStatusCode.ERROR, message: span.error },
    attributes: span.attributes,
    links: span.links.map((link) => ({ context: spanContext(link) })),
    events: span.events.map(({ name, at }) => ({ name, time: hrTime(at) })),
    ended: true,
    resource,
    instrumentationScope: scope,
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}

function spanContext({ traceId, spanId, sampled }: TraceContext): SpanContext {
  return { traceId, spanId, traceFlags: sampled ? TraceFlags.SAMPLED : TraceFlags.NONE };
}

/** Seconds, and nanoseconds of a second. */
function hrTime(ms: number): [number, number] {
  const seconds = Math.floor(ms / 1_000);
  return [seconds, Math.round((ms - seconds * 1_000) * 1_000_000)];
}
