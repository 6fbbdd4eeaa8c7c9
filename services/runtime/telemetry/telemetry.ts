import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { lagBuckets, observeEventLoopLag } from "./event-loop-lag.ts";

/** The labels of one figure; every one must be given each time. */
export type Labels<Name extends string> = Readonly<Record<Name, string>>;

/** Counts events. */
export interface EventCounter<Name extends string> {
  add(labels: Labels<Name>, count?: number): void;
}

/** Keeps the distribution of a quantity. */
export interface Distribution<Name extends string> {
  observe(labels: Labels<Name>, value: number): void;
}

/**
 * Describes what every figure has: a name that ends in its unit, and a sentence. Units are Prometheus' base units
 * (`_seconds`,
 * `_bytes`), and what only rises ends in `_total`; `promtool check metrics` looks at all of them in `test/e2e`.
 */
export interface Figure<Name extends string> {
  readonly name: string;
  readonly help: string;
  readonly labels: readonly Name[];
}

/** The figures of one process. They are kept in memory and never on the way of a delivery. */
export interface Telemetry {
  readonly process: string;
  counter<const Name extends string>(figure: Figure<Name>): EventCounter<Name>;
  /** `buckets` are upper bounds in the figure's unit, which is a base unit (seconds, bytes), rising. */
  distribution<const Name extends string>(
    figure: Figure<Name>,
    buckets: readonly number[],
  ): Distribution<Name>;
  /** A figure that is read when somebody asks. */
  gauge(figure: Figure<never>, read: () => number): void;
  /** All figures in prom-client's JSON form. */
  json(): Promise<string>;
  /** Names where to ask how the process is. */
  showStatus(read: () => ProcessStatus): void;
  /** The handlers of a TelemetryService; they fit `implement`. */
  readonly handlers: {
    getMetrics(): Promise<{ process: string; metricsJson: string }>;
    getStatus(): Promise<ProcessStatus & { process: string }>;
  };
}

/** Describes how a process is. */
export interface ProcessStatus {
  /** Why it stands aside or cannot serve; absent: nothing keeps it. */
  readonly problem: string | undefined;
  /** By how much its machine's clock is ahead of the store's, in milliseconds. */
  readonly clockAheadMs: number;
}

/** An hour: as good as never. */
const lagPrecisionMs = 3_600_000;

/** Figures for a process called `name`: Node's own (memory, garbage collection, event loop lag), and what is added. */
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
 * Node's own figures, less those that are named against the conventions, and less the distribution of the event loop's lag: prom-client would look a hundred times a second,
 * which is most of what an idle process costs, and forget what it saw with each scrape.
 */
function collectNodeFigures(registry: Registry): void {
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: lagPrecisionMs });
  for (const name of ["min", "max", "mean", "stddev", "p50", "p90", "p99"]) {
    registry.removeSingleMetric(`nodejs_eventloop_lag_${name}_seconds`);
  }
  // Sums of what its neighbours say by type, under names that are a counter's.
  for (const name of ["handles", "requests", "resources"]) {
    registry.removeSingleMetric(`nodejs_active_${name}_total`);
  }
}
