import UPlot, { type AlignedData, type Options } from "uplot";

/** One line, or one part of each bar. */
export interface ChartSeries {
  readonly label: string;
  /** Name of a custom property. */
  readonly color: `--${string}`;
  /** Null where there is none. */
  readonly values: readonly (number | null)[];
}

type Colors = (name: string) => string;

/** Reads colours as the theme has them now: a canvas does not know custom properties. */
export function resolved(element: HTMLElement): Colors {
  return (name) => {
    const before = element.style.color;
    element.style.color = `var(${name})`;
    const { color } = getComputedStyle(element);
    element.style.color = before;
    return color;
  };
}

/** Rows for uPlot; stacked ones are sums, the highest first, so that each is drawn over the one above it. */
export function stackedData(
  times: readonly number[],
  series: readonly ChartSeries[],
  stacked: boolean,
): AlignedData {
  const seconds = times.map((ms) => ms / 1_000);
  if (!stacked) return [seconds, ...series.map(({ values }) => [...values])];
  const sums = series.map((_, top) =>
    times.map((_time, at) =>
      series.slice(0, top + 1).reduce((sum, { values }) => sum + (values[at] ?? 0), 0),
    ),
  );
  return [seconds, ...sums.reverse()];
}

/** uPlot's options, without sizes. */
export function plotOptions(facts: {
  readonly series: readonly ChartSeries[];
  readonly stacked: boolean;
  readonly colors: Colors;
  value(value: number): string;
  moment(ms: number): string;
  onHover(index: number | null): void;
}): Omit<Options, "width" | "height"> {
  const { series, stacked, colors, value, moment, onHover } = facts;
  const drawn = stacked ? [...series].reverse() : series;
  const font = `11px ${getComputedStyle(document.body).fontFamily}`;
  const axis = { stroke: colors("--text-3"), font, ticks: { show: false } };
  return {
    padding: [8, 24, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { show: !stacked } },
    scales: {
      x: { time: true, ...(stacked && { range: padded }) },
      y: { range: (_plot, _least, most) => [0, most > 0 ? most * 1.1 : 1] },
    },
    axes: [
      {
        ...axis,
        size: 32,
        grid: { show: false },
        space: 72,
        values: (_plot, splits) => splits.map((seconds) => moment(seconds * 1_000)),
      },
      {
        ...axis,
        size: 60,
        space: 36,
        grid: { stroke: colors("--line"), width: 1 },
        values: (_plot, splits) => splits.map((each) => value(each)),
      },
    ],
    series: [
      {},
      ...drawn.map(({ color, label }) => (stacked ? bars(label, colors(color)) : line(label, colors(color)))),
    ],
    hooks: { setCursor: [({ cursor }) => onHover(cursor.idx ?? null)] },
  };
}

function line(label: string, stroke: string) {
  return { label, stroke, width: 1.75, points: { show: true, size: 4, width: 1, fill: stroke } };
}

function bars(label: string, color: string) {
  const paths = UPlot.paths.bars?.({ size: [0.7, 36], radius: 0.1 });
  return { label, stroke: color, fill: color, width: 0, points: { show: false }, ...(paths && { paths }) };
}

/** Half a bucket more on both sides, where the first and the last bar stand. */
function padded(plot: UPlot, least: number, most: number): [number, number] {
  const times = plot.data[0];
  const half = times.length > 1 ? ((times[1] ?? 0) - (times[0] ?? 0)) / 2 : 1_800;
  return [least - half, most + half];
}
