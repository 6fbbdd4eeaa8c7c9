import type { Slice } from "../lateness.ts";
import type { Series } from "./outcome.ts";
import { panel } from "./panel.ts";

/** Colours that can be told apart without distinguishing red from green. */
const colors = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#000000"];
const rowHeight = 300;
const width = 1_160;
const panelWidth = 430;
const panelHeight = 190;
const legendWidth = 150;

/**
 * Draws an SVG with a row for each picture: throughput and lateness (p50, and p99 dashed) over time. Of several
 * rounds with one label the first is shown.
 */
export function plot(series: readonly Series[]): string {
  const shown = series.filter(
    ({ picture, label }, index) =>
      index === series.findIndex((each) => each.picture === picture && each.label === label),
  );
  const pictures = [...Map.groupBy(shown, ({ picture }) => picture)];
  const rows = pictures.map(([title, lines], index) => row(title, lines, index * rowHeight));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${pictures.length * rowHeight}" font-family="sans-serif" font-size="11">
<rect width="100%" height="100%" fill="#fff"/>
${rows.join("\n")}
</svg>
`;
}

function row(title: string, series: readonly Series[], top: number): string {
  const colorOf = (index: number) => colors[index % colors.length] ?? "#000";
  const maxX = Math.max(0.25, ...series.map(({ slices }) => end(slices) / 1000));
  const place = { top: top + 60, width: panelWidth, height: panelHeight, maxX };
  const throughput = panel({
    ...place,
    title: "deliveries/s",
    left: 60,
    scale: "linear",
    lines: series.map(({ slices }, index) => ({
      color: colorOf(index),
      dashed: false,
      points: slices.map(({ atMs, count }) => ({ x: atMs / 1000, y: (count * 1000) / sliceMsOf(slices) })),
    })),
  });
  const lateness = panel({
    ...place,
    title: "lateness, ms: p50, p99 dashed",
    left: 60 + panelWidth + 60,
    scale: "log",
    lines: series.flatMap(({ slices }, index) =>
      (["p50", "p99"] as const).map((which) => ({
        color: colorOf(index),
        dashed: which === "p99",
        points: slices.map(({ atMs, lateness }) => ({ x: atMs / 1000, y: lateness?.[which] ?? null })),
      })),
    ),
  });
  const head = `<text x="60" y="${top + 24}" font-size="14">${escaped(title)}; seconds since the first was due</text>`;
  const legend = series.map(({ label }, index) => {
    const y = top + 70 + index * 18;
    const left = width - legendWidth + 20;
    return `<rect x="${left}" y="${y - 9}" width="10" height="10" fill="${colorOf(index)}"/><text x="${left + 15}" y="${y}">${escaped(label)}</text>`;
  });
  return [head, throughput, lateness, ...legend].join("\n");
}

function end(slices: readonly Slice[]): number {
  return (slices.at(-1)?.atMs ?? 0) + sliceMsOf(slices) / 2;
}

/** The first point is in the middle of the first slice. */
function sliceMsOf(slices: readonly Slice[]): number {
  return (slices[0]?.atMs ?? 0) * 2;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
