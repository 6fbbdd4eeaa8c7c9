import { AggregatorRegistry } from "prom-client";

/** A metric and its values by label. */
interface Metric {
  readonly name: string;
  readonly help: string | undefined;
  readonly type: string;
  readonly values: readonly Value[];
}

interface Value {
  /** prom-client names the series of a histogram (…_bucket, …_sum) in each value. */
  readonly metricName: string | undefined;
  readonly labels: Readonly<Record<string, string | number>>;
  /** NaN and infinities are null in JSON. */
  readonly value: number | null;
}

/** Metrics of one process. */
export interface ProcessFigures {
  readonly process: string;
  readonly metrics: readonly Metric[];
}

/** Parses a process's metrics. @throws TypeError or SyntaxError if they are malformed */
export function parseFigures(process: string, json: string): ProcessFigures {
  return { process, metrics: listOf(JSON.parse(json), "metrics").map(toMetric) };
}

/** All metrics in Prometheus' text format, labeled by process. */
export function toPrometheusText(all: readonly ProcessFigures[]): Promise<string> {
  return AggregatorRegistry.aggregate(all.map(labelled)).metrics();
}

/** The process label makes all values distinct, so prom-client's aggregation by sum leaves them unchanged. */
function labelled({ process, metrics }: ProcessFigures): object[] {
  return metrics.map(({ name, help = name, type, values }) => ({
    name,
    help,
    type,
    aggregator: "sum",
    values: values.map(({ labels, value, metricName }) => ({
      ...(metricName !== undefined && { metricName }),
      labels: { ...labels, process },
      value: value ?? Number.NaN,
    })),
  }));
}

/** All metrics by process, with one member for each combination of labels. */
export function toFigures(all: readonly ProcessFigures[]): Record<string, Record<string, number>> {
  const processes: Record<string, Record<string, number>> = {};
  for (const { process, metrics } of all) {
    const figures: Record<string, number> = {};
    for (const { name, values } of metrics) {
      for (const value of values) if (value.value !== null) figures[series(name, value)] = value.value;
    }
    processes[process] = figures;
  }
  return processes;
}

function series(name: string, { metricName, labels }: Value): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${escaped(String(value))}"`);
  return `${metricName ?? name}${pairs.length === 0 ? "" : `{${pairs.join(",")}}`}`;
}

function escaped(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll('"', '\\"');
}

function toMetric(metric: unknown): Metric {
  const { name, help, type, values } = members(metric, "metric");
  return {
    name: textOf(name, "name"),
    help: help === undefined ? undefined : textOf(help, "help"),
    type: textOf(type, "type"),
    values: listOf(values, "values").map(toValue),
  };
}

function toValue(entry: unknown): Value {
  const { metricName, labels = {}, value } = members(entry, "value");
  if (value !== null && typeof value !== "number") throw unreadable("value");
  return {
    metricName: metricName === undefined ? undefined : textOf(metricName, "metricName"),
    labels: Object.fromEntries(Object.entries(members(labels, "labels")).map(toLabel)),
    value,
  };
}

function toLabel([label, value]: [string, unknown]): [string, string | number] {
  return [label, typeof value === "number" ? value : textOf(value, "label")];
}

function members(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw unreadable(what);
  return { ...value };
}

function listOf(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw unreadable(what);
  return value;
}

function textOf(value: unknown, what: string): string {
  if (typeof value !== "string") throw unreadable(what);
  return value;
}

function unreadable(what: string): TypeError {
  return new TypeError(`no figures of a process: ${what}`);
}
