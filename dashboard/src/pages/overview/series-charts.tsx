import { useMemo, useState } from "react";
import type { Overview } from "../../sdk.ts";
import { Button } from "../../ui/input/button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Chart } from "../../ui/value/chart.tsx";
import { spanText } from "../../ui/value/instant-text.ts";
import type { ChartSeries } from "../../ui/value/plot-options.ts";
import { stateLabel } from "../../ui/value/state.tsx";
import { count, lateness } from "./figures.tsx";

/** Lateness of first attempts over time. */
export function LatenessChart({ overview }: { readonly overview: Overview }) {
  const { series, offset_ms: total } = overview;
  const lines = useMemo<readonly ChartSeries[]>(
    () => [
      { label: "p50", color: "--chart-1", values: series.map(({ p50 }) => p50) },
      { label: "p95", color: "--chart-2", values: series.map(({ p95 }) => p95) },
      { label: "p99", color: "--chart-3", values: series.map(({ p99 }) => p99) },
    ],
    [series],
  );
  const label = `Lateness of first attempts over time; in all p50 ${lateness(total.p50)}, p99 ${lateness(total.p99)}.`;
  return (
    <SeriesPanel
      title="Lateness"
      overview={overview}
      label={label}
      series={lines}
      empty="No first attempt in this period."
      value={spanText}
    />
  );
}

const outcomes = [
  ["succeeded", "--chart-good"],
  ["dead_lettered", "--chart-bad"],
  ["expired", "--chart-warn"],
  ["skipped", "--chart-calm"],
  ["canceled", "--chart-faint"],
] as const;

/** Deliveries over time, by how they ended. */
export function VolumeChart({ overview }: { readonly overview: Overview }) {
  const { series, ended } = overview;
  const bars = useMemo<readonly ChartSeries[]>(
    () =>
      outcomes.map(([name, color]) => ({
        label: stateLabel(name),
        color,
        values: series.map((point) => point.ended[name]),
      })),
    [series],
  );
  const sums = outcomes.map(([name]) => `${stateLabel(name).toLowerCase()} ${ended[name]}`).join(", ");
  return (
    <SeriesPanel
      title="Deliveries by outcome"
      overview={overview}
      label={`Deliveries that ended, over time: ${sums}.`}
      series={bars}
      stacked
      empty="No delivery ended in this period."
      value={count}
    />
  );
}

function SeriesPanel({
  title,
  overview,
  label,
  series,
  stacked = false,
  empty,
  value,
}: {
  readonly title: string;
  readonly overview: Overview;
  readonly label: string;
  readonly series: readonly ChartSeries[];
  readonly stacked?: boolean;
  /** Said when there is nothing to draw. */
  readonly empty: string;
  value(value: number): string;
}) {
  const [asTable, setAsTable] = useState(false);
  // Without a value an axis would have numbers that mean nothing.
  const isEmpty = series.every(({ values }) =>
    values.every((each) => each === null || (stacked && each === 0)),
  );
  const times = useMemo(() => overview.series.map(({ t }) => Date.parse(t)), [overview.series]);
  return (
    <Panel
      title={title}
      actions={isEmpty ? undefined : <TableSwitch title={title} asTable={asTable} onChange={setAsTable} />}
    >
      {isEmpty ? (
        <p className="calm-note">{empty}</p>
      ) : (
        <Chart
          label={label}
          times={times}
          series={series}
          stacked={stacked}
          asTable={asTable}
          value={value}
          moment={overview.period === "24h" ? hourText : dayText}
        />
      )}
    </Panel>
  );
}

/** Shows a chart as a table, and back. */
export function TableSwitch({
  title,
  asTable,
  onChange,
}: {
  readonly title: string;
  readonly asTable: boolean;
  onChange(asTable: boolean): void;
}) {
  return (
    <Button
      small
      kind="plain"
      icon={asTable ? "chart" : "table"}
      aria-label={asTable ? `Show ${title} as a chart` : `Show ${title} as a table`}
      onClick={() => onChange(!asTable)}
    />
  );
}

function hourText(ms: number): string {
  return new Date(ms).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}

function dayText(ms: number): string {
  const at = new Date(ms);
  const day = at.toLocaleDateString("en-GB", { day: "numeric", month: "short" });
  return at.getHours() === 0 ? day : `${day} ${hourText(ms)}`;
}
