import { ConfigError, readConfig } from "../config.ts";
import {
  otelChoice,
  otelFile,
  otelNumber,
  otelPairs,
  otelShare,
  otelText,
  otelUrl,
} from "./otel-variables.ts";

const switches = {
  disabled: otelChoice("OTEL_SDK_DISABLED", ["true", "false"], "false"),
  exporter: otelChoice("OTEL_TRACES_EXPORTER", ["otlp", "none"], "otlp"),
  endpoint: otelUrl("OTEL_EXPORTER_OTLP_ENDPOINT"),
  tracesEndpoint: otelUrl("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"),
} as const;

const samplers = [
  "always_on",
  "always_off",
  "traceidratio",
  "parentbased_always_on",
  "parentbased_always_off",
  "parentbased_traceidratio",
] as const;

const protocols = ["http/protobuf"] as const;

const variables = {
  ...switches,
  protocol: otelChoice("OTEL_EXPORTER_OTLP_PROTOCOL", protocols, null),
  tracesProtocol: otelChoice("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", protocols, null),
  headers: otelPairs("OTEL_EXPORTER_OTLP_HEADERS"),
  tracesHeaders: otelPairs("OTEL_EXPORTER_OTLP_TRACES_HEADERS"),
  timeoutMs: otelNumber("OTEL_EXPORTER_OTLP_TIMEOUT", 1, 600_000),
  tracesTimeoutMs: otelNumber("OTEL_EXPORTER_OTLP_TRACES_TIMEOUT", 1, 600_000),
  compression: otelChoice("OTEL_EXPORTER_OTLP_COMPRESSION", ["gzip", "none"], null),
  tracesCompression: otelChoice("OTEL_EXPORTER_OTLP_TRACES_COMPRESSION", ["gzip", "none"], null),
  ca: otelFile("OTEL_EXPORTER_OTLP_CERTIFICATE"),
  tracesCa: otelFile("OTEL_EXPORTER_OTLP_TRACES_CERTIFICATE"),
  cert: otelFile("OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE"),
  tracesCert: otelFile("OTEL_EXPORTER_OTLP_TRACES_CLIENT_CERTIFICATE"),
  key: otelFile("OTEL_EXPORTER_OTLP_CLIENT_KEY"),
  tracesKey: otelFile("OTEL_EXPORTER_OTLP_TRACES_CLIENT_KEY"),
  sampler: otelChoice("OTEL_TRACES_SAMPLER", samplers, "parentbased_always_on"),
  samplerArg: otelShare("OTEL_TRACES_SAMPLER_ARG", 1),
  serviceName: otelText("OTEL_SERVICE_NAME"),
  resource: otelPairs("OTEL_RESOURCE_ATTRIBUTES"),
  queueSize: otelNumber("OTEL_BSP_MAX_QUEUE_SIZE", 1, 1_000_000),
  batchSize: otelNumber("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", 1, 100_000),
  delayMs: otelNumber("OTEL_BSP_SCHEDULE_DELAY", 1, 600_000),
} as const;

/** Spans kept while the collector is slow; more are dropped. */
const usualQueueSize = 2_048;
/** Writing this many takes about two milliseconds, during which nothing else runs. */
const usualBatchSize = 128;
const usualDelayMs = 1_000;
const usualTimeoutMs = 10_000;

/** Where spans go, and which are kept. */
export interface TracesConfig {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Bounds one export, with its repetitions. */
  readonly timeoutMs: number;
  readonly gzip: boolean;
  /** PEM texts; absent for Node's defaults. */
  readonly tls: { readonly ca?: string; readonly cert?: string; readonly key?: string };
  /** Share of traces kept, by trace id. */
  readonly share: number;
  /** True if a caller's decision about its trace counts for ours in it. */
  readonly followsParent: boolean;
  /** Null: named after the process. */
  readonly serviceName: string | null;
  readonly resource: Readonly<Record<string, string>>;
  readonly queueSize: number;
  readonly batchSize: number;
  readonly delayMs: number;
}

/**
 * Reads OpenTelemetry's standard variables; null if there is no endpoint or traces are turned off. The
 * others are read only if there is one, so that a machine's settings for other programs do no harm.
 *
 * @throws ConfigError naming the invalid variables
 */
export function readTracesConfig(
  environment: Readonly<Record<string, string | undefined>>,
): TracesConfig | null {
  const { disabled, exporter, endpoint, tracesEndpoint } = readConfig(environment, switches);
  if (disabled === "true" || exporter === "none") return null;
  const url = tracesEndpoint ?? (endpoint === null ? null : `${endpoint.replace(/\/+$/, "")}/v1/traces`);
  if (url === null) return null;
  const read = readConfig(environment, variables);
  const ca = read.tracesCa ?? read.ca;
  const cert = read.tracesCert ?? read.cert;
  const key = read.tracesKey ?? read.key;
  if ((cert === null) !== (key === null)) {
    throw new ConfigError(
      "OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE and OTEL_EXPORTER_OTLP_CLIENT_KEY must be set together",
    );
  }
  const queueSize = read.queueSize ?? usualQueueSize;
  return {
    url,
    headers: { ...read.headers, ...read.tracesHeaders },
    timeoutMs: read.tracesTimeoutMs ?? read.timeoutMs ?? usualTimeoutMs,
    gzip: (read.tracesCompression ?? read.compression) === "gzip",
    tls: { ...(ca !== null && { ca }), ...(cert !== null && { cert }), ...(key !== null && { key }) },
    share: shareOf(read.sampler, read.samplerArg),
    followsParent: read.sampler.startsWith("parentbased_"),
    serviceName: read.serviceName,
    resource: read.resource ?? {},
    queueSize,
    batchSize: Math.min(read.batchSize ?? usualBatchSize, queueSize),
    delayMs: read.delayMs ?? usualDelayMs,
  };
}

function shareOf(sampler: (typeof samplers)[number], share: number): number {
  if (sampler.endsWith("always_on")) return 1;
  return sampler.endsWith("always_off") ? 0 : share;
}
