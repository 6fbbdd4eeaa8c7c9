import { z } from "zod";

const metric = z.object({
  name: z.string(),
  help: z.string().optional(),
  type: z.string(),
  values: z.array(
    z.object({
      // prom-client names the members of a histogram (…_bucket, …_sum) in each value.
      metricName: z.string().optional(),
      labels: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
      // NaN and infinities are null in JSON.
      value: z.number().nullable(),
    }),
  ),
});

/** The figures of one process. */
export interface ProcessFigures {
  readonly process: string;
  readonly metrics: readonly z.infer<typeof metric>[];
}

type Value = z.infer<typeof metric>["values"][number];

/** Reads what a process tells of itself. @throws ZodError or SyntaxError when it is something else */
export function parseFigures(process: string, json: string): ProcessFigures {
  return { process, metrics: z.array(metric).parse(JSON.parse(json)) };
}

/** All figures in the text format of Prometheus, each with its process as a label. */
export function toPrometheusText(all: readonly ProcessFigures[]): string {
  const families = new Map<string, { head: string; lines: string[] }>();
  for (const { process, metrics } of all) {
    for (const { name, help, type, values } of metrics) {
      const head = `# HELP ${name} ${escaped(help ?? name)}\n# TYPE ${name} ${type}`;
      const family = families.get(name) ?? { head, lines: [] };
      families.set(name, family);
      for (const value of values)
        family.lines.push(line(name, { ...value, labels: { ...value.labels, process } }));
    }
  }
  return [...families.values()].map(({ head, lines }) => `${head}\n${lines.join("\n")}\n`).join("\n");
}

/** All figures by process, each combination of labels a member of its own. */
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

function line(name: string, value: Value): string {
  return `${series(name, value)} ${value.value ?? "NaN"}`;
}

function series(name: string, { metricName, labels }: Value): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${escaped(String(value))}"`);
  return `${metricName ?? name}${pairs.length === 0 ? "" : `{${pairs.join(",")}}`}`;
}

function escaped(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll('"', '\\"');
}
