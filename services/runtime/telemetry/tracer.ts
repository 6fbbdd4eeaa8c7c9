import type { Logger } from "../logging/logger.ts";
import type { Lifetime } from "../process/lifecycle.ts";
import type { Telemetry } from "./telemetry.ts";
import type { TraceContext } from "./trace-context.ts";
import type { TracesConfig } from "./traces-config.ts";

/** A span that has ended. Instants are milliseconds since the Unix epoch. */
export interface FinishedSpan {
  /** Low in variety; what varies is an attribute. */
  readonly name: string;
  readonly kind: "server" | "client" | "internal";
  readonly context: TraceContext;
  /** Null: the first of its trace. */
  readonly parentSpanId: string | null;
  readonly startedAt: number;
  readonly endedAt: number;
  /** Never a body, a secret, a header's value, or the path or query of a URL. */
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
  readonly links: readonly TraceContext[];
  readonly events: readonly { readonly name: string; readonly at: number }[];
  /** Null if it succeeded. */
  readonly error: string | null;
}

/**
 * Writes spans. A process without one has `null` instead, so that each place that would write a span costs
 * one comparison.
 */
export interface Tracer {
  /** Decides about a new trace, by its id alone: the same in every process with the same share. */
  keeps(traceId: string): boolean;
  /** Makes the context of a span: in its caller's trace, or the first of a new one. */
  begin(parent: TraceContext | null): TraceContext;
  /** Hands a sampled span over to be sent; drops it if too many wait. Never waits and never throws. */
  write(span: FinishedSpan): void;
  /** Sends what waits, for 2 s at most, and drops the rest. */
  close(): Promise<void>;
}

/** Parts of a tracer. */
export interface TracerParts {
  readonly process: string;
  readonly version: string;
  readonly telemetry: Telemetry;
  readonly log: Logger;
}

/**
 * Starts the tracer of a process; null without a config, and then nothing of OpenTelemetry is loaded. Start
 * it first: parts are closed in reverse order, and those that close later still write spans.
 */
export function startTracer(
  lifetime: Lifetime,
  config: TracesConfig | null,
  parts: TracerParts,
): Promise<Tracer | null> {
  return lifetime.start(
    "traces",
    async () => {
      if (config === null) return null;
      const { createOtlpTracer } = await import("./otlp/create-otlp-tracer.ts");
      return createOtlpTracer(config, parts);
    },
    (tracer) => tracer?.close(),
  );
}
