import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import manifest from "../../../package.json" with { type: "json" };
import { lagBuckets, observeEventLoopLag } from "./event-loop-lag.ts";

/** Labels of one metric; each must be given every time. */
export type Labels<Name extends string> = Readonly<Record<Name, string>>;

/** Counts events. */
export interface EventCounter<Name extends string> {
  add(labels: Labels<Name>, count?: number): void;
}

/** Records the distribution of a quantity. */
export interface Distribution<Name extends string> {
  observe(labels: Labels<Name>, value: number): void;
}

/**
 * Name and description of a metric. The name ends in its unit, one of Prometheus' base units (`_seconds`,
 * `_bytes`), or in `_total` if it only rises; `promtool check metrics` checks all of them in `test/e2e`.
 */
export interface Figure<Name extends string> {
  readonly name: string;
  readonly help: string;
  readonly labels: readonly Name[];
}

/** Metrics of one process, kept in memory. */
export interface Telemetry {
  readonly process: string;
  counter<const Name extends string>(figure: Figure<Name>): EventCounter<Name>;
  /** `buckets` are rising upper bounds in the metric's base unit (seconds, bytes). */
  distribution<const Name extends string>(
    figure: Figure<Name>,
    buckets: readonly number[],
  ): Distribution<Name>;
  /** Adds a metric that is read on each scrape. */
  gauge(figure: Figure<never>, read: () => number): void;
  /** All metrics in prom-client's JSON form. */
  json(): Promise<string>;
  /** Sets the function that reports the process's status. */
  showStatus(read: () => ProcessStatus): void;
  /** Handlers of a TelemetryService, for `implement`. */
  readonly handlers: {
    getMetrics(): Promise<{ process: string; metricsJson: string }>;
    getStatus(): Promise<ProcessStatus & { process: string }>;
  };
}

/** Status of a process. */
export interface ProcessStatus {
  /** Reason why it stands aside or cannot serve; undefined if there is none. */
  readonly problem: string | undefined;
  /** Milliseconds by which its machine's clock is ahead of the store's. */
  readonly clockAheadMs: number;
}

/** An hour, which effectively disables it. */
const lagPrecisionMs = 3_600_000;

/**
 * Creates the metrics of a process called `name`: Node's own (memory, garbage collection, event loop lag),
 * and those added later.
 */
export function createTelemetry(name: string): Telemetry {
  const registry = new Registry();
  collectNodeFigures(registry);
  observeEventLoopLag(
    new Histogram({
      name: "landfall_event_loop_lag_seconds",
      help: "By how much timers are late, looked at every 100 ms while the process is busy and every second while it is idle: what the process was busy with kept all else waiting.",
      buckets: lagBuckets,
      registers: [registry],
    }),
  );
  new Gauge({
    name: "landfall_build_info",
    help: "1, with the version of Landfall that the process runs.",
    labelNames: ["version"],
    registers: [registry],
  }).set({ version: manifest.version }, 1);
  const json = async () => JSON.stringify(await registry.getMetricsAsJSON());
  let readStatus = (): ProcessStatus => ({ problem: undefined, clockAheadMs: 0 });
  return {
    process: name,
    counter({ name, help, labels }) {
      const counter = new Counter({ name, help, labelNames: [...labels], registers: [registry] });
      return { add: (values, count = 1) => counter.inc(values, count) };
    },
    distribution({ name, help, labels }, buckets) {
      const histogram = new Histogram({
        name,
        help,
        labelNames: [...labels],
        buckets: [...buckets],
        registers: [registry],
      });
      return { observe: (values, value) => histogram.observe(values, value) };
    },
    gauge({ name, help }, read) {
      new Gauge({
        name,
        help,
        registers: [registry],
        collect() {
          this.set(read());
        },
      });
    },
    json,
    showStatus(read) {
      readStatus = read;
    },
    handlers: {
      getMetrics: async () => ({ process: name, metricsJson: await json() }),
      getStatus: async () => ({ process: name, ...readStatus() }),
    },
  };
}

/**
 * Collects Node's own metrics, except those with unconventional names and the event loop lag histogram:
 * prom-client would sample that a hundred times a second, which is most of an idle process's cost, and
 * reset it with each scrape.
 */
function collectNodeFigures(registry: Registry): void {
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: lagPrecisionMs });
  for (const name of ["min", "max", "mean", "stddev", "p50", "p90", "p99"]) {
    registry.removeSingleMetric(`nodejs_eventloop_lag_${name}_seconds`);
  }
  // Totals of metrics that exist by type as well, under names that are reserved for counters.
  for (const name of ["handles", "requests", "resources"]) {
    registry.removeSingleMetric(`nodejs_active_${name}_total`);
  }
}
