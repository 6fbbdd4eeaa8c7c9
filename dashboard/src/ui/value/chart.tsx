import "uplot/dist/uPlot.min.css";
import "./chart.css";
import { useEffect, useRef, useState } from "react";
import UPlot from "uplot";
import { useScheme } from "../../theme.ts";
import { SimpleTable } from "../table/simple-table.tsx";
import { type ChartSeries, plotOptions, resolved, stackedData } from "./plot-options.ts";

/** Members of a chart. */
export interface ChartProps {
  /** Says in one sentence what is to be seen, for those who do not see it. */
  readonly label: string;
  /** Milliseconds, rising. */
  readonly times: readonly number[];
  readonly series: readonly ChartSeries[];
  /** Bars on top of one another; without it lines. */
  readonly stacked?: boolean;
  readonly asTable: boolean;
  /** The words for a value and for a moment. */
  value(value: number): string;
  moment(ms: number): string;
}

const heightPx = 200;

/** Values over time on a canvas, in the colours of the theme; or the same as a table. */
export function Chart({ label, times, series, stacked = false, asTable, value, moment }: ChartProps) {
  const [hovered, setHovered] = useState<number | null>(null);
  if (asTable) {
    return (
      <SimpleTable
        label={label}
        headers={["Time", ...series.map((each) => each.label)]}
        rows={times.map((at, index) => [
          moment(at),
          ...series.map(({ values }) => {
            const each = values[index] ?? null;
            return each === null ? "–" : value(each);
          }),
        ])}
      />
    );
  }
  return (
    <div className="chart">
      <div className="chart-legend" aria-hidden="true">
        {series.map(({ label: name, color, values }) => {
          const each = hovered === null ? null : (values[hovered] ?? null);
          return (
            <span key={name} className="key">
              <span className="swatch" style={{ background: `var(${color})` }} />
              {name}
              {each !== null && <span className="value">{value(each)}</span>}
            </span>
          );
        })}
        {hovered !== null && <span className="moment">{moment(times[hovered] ?? 0)}</span>}
      </div>
      <Plot {...{ label, times, series, stacked, value, moment }} onHover={setHovered} />
    </div>
  );
}

function Plot({
  label,
  times,
  series,
  stacked,
  value,
  moment,
  onHover,
}: Omit<ChartProps, "asTable"> & { readonly onHover: (index: number | null) => void }) {
  const box = useRef<HTMLDivElement>(null);
  const scheme = useScheme();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours behind the names change with the scheme
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const colors = resolved(element);
    const options = plotOptions({ series, stacked: stacked ?? false, colors, value, moment, onHover });
    const data = stackedData(times, series, stacked ?? false);
    const plot = new UPlot(
      { ...options, width: element.clientWidth || 300, height: heightPx },
      data,
      element,
    );
    const resize = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height: heightPx }));
    resize.observe(element);
    return () => {
      resize.disconnect();
      plot.destroy();
    };
  }, [times, series, stacked, scheme]);
  return <div ref={box} className="chart-plot" role="img" aria-label={label} />;
}
