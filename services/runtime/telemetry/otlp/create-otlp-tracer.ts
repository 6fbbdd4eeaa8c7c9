import { randomBytes, randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { ROOT_CONTEXT } from "@opentelemetry/api";
import { ProtobufTraceSerializer } from "@opentelemetry/otlp-transformer";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { SamplingDecision, TraceIdRatioBasedSampler } from "@opentelemetry/sdk-trace";
import type { TraceContext } from "../trace-context.ts";
import type { Tracer, TracerParts } from "../tracer.ts";
import type { TracesConfig } from "../traces-config.ts";
import { createPost } from "./post.ts";
import { readableSpan } from "./readable-span.ts";
import { SpanQueue } from "./span-queue.ts";

/** Time that a stop allows for sending the last spans. */
const closeWithinMs = 2_000;

/** Creates the tracer that sends spans by OTLP, as protobuf over HTTP. */
export function createOtlpTracer(config: TracesConfig, parts: TracerParts): Tracer {
  const resource = resourceFromAttributes({
    "service.namespace": "landfall",
    "service.version": parts.version,
    "service.instance.id": randomUUID(),
    "host.name": hostname(),
    "process.pid": process.pid,
    "landfall.process": parts.process,
    ...config.resource,
    "service.name": config.serviceName ?? config.resource["service.name"] ?? `landfall-${parts.process}`,
  });
  const source = { resource, scope: { name: "landfall", version: parts.version } };
  const sampler = new TraceIdRatioBasedSampler(config.share);
  const queue = new SpanQueue({
    ...config,
    ...parts,
    post: createPost(config),
    encode: (spans) =>
      ProtobufTraceSerializer.serializeRequest(spans.map((span) => readableSpan(span, source))) ?? null,
  });
  const keeps = (traceId: string) =>
    sampler.shouldSample(ROOT_CONTEXT, traceId).decision === SamplingDecision.RECORD_AND_SAMPLED;
  return {
    keeps,
    begin(parent): TraceContext {
      const spanId = randomBytes(8).toString("hex");
      const traceId = parent?.traceId ?? randomBytes(16).toString("hex");
      const sampled = parent !== null && config.followsParent ? parent.sampled : keeps(traceId);
      return { traceId, spanId, sampled };
    },
    write(span) {
      if (span.context.sampled) queue.add(span);
    },
    close: () => queue.close(closeWithinMs),
  };
}
