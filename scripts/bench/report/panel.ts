/** A line of a chart: points in order; null interrupts it. */
export interface Line {
  readonly color: string;
  readonly dashed: boolean;
  readonly points: readonly { readonly x: number; readonly y: number | null }[];
}

export interface Panel {
  readonly title: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** End of the time axis, in seconds. */
  readonly maxX: number;
  /** `log`: in decades, from 1. */
  readonly scale: "linear" | "log";
  readonly lines: readonly Line[];
}

/** Draws a panel as SVG: frame, axes with values, lines. */
export function panel(of: Panel): string {
  const { left, top, width, height, maxX, scale, lines } = of;
  const highest = Math.max(1, ...lines.flatMap(({ points }) => points.map(({ y }) => y ?? 0)));
  const ticks = scale === "log" ? decadesTo(highest) : stepsTo(highest);
  const maxY = ticks.at(-1) ?? highest;
  const place = (y: number) => (scale === "log" ? Math.log10(Math.max(y, 1)) / Math.log10(maxY) : y / maxY);
  const x = (value: number) => round(left + (value / maxX) * width);
  const y = (value: number) => round(top + height - place(value) * height);
  const grid = ticks.map(
    (tick) =>
      `<line x1="${left}" x2="${left + width}" y1="${y(tick)}" y2="${y(tick)}" stroke="#ddd"/>` +
      `<text x="${left - 6}" y="${y(tick) + 4}" text-anchor="end">${tick.toLocaleString("en-US")}</text>`,
  );
  const seconds = stepsTo(maxX).filter((tick) => tick <= maxX);
  const below = seconds.map(
    (tick) => `<text x="${x(tick)}" y="${top + height + 16}" text-anchor="middle">${tick}</text>`,
  );
  const drawn = lines.map((line) => {
    const dash = line.dashed ? ' stroke-dasharray="4 3"' : "";
    return `<path d="${pathOf(line, x, y)}" fill="none" stroke="${line.color}" stroke-width="1.5" stroke-linecap="round"${dash}/>`;
  });
  const head = `<text x="${left}" y="${top - 8}" font-weight="bold">${of.title}</text>`;
  return [head, ...grid, ...below, ...drawn].join("\n");
}

function pathOf({ points }: Line, x: (value: number) => number, y: (value: number) => number): string {
  let isDown = false;
  return points
    .map((point) => {
      if (point.y === null) {
        isDown = false;
        return "";
      }
      const at = `${x(point.x)} ${y(point.y)}`;
      // A short stroke makes a single point visible.
      const command = isDown ? `L${at}` : `M${at}h0.1`;
      isDown = true;
      return command;
    })
    .join("");
}

/** Returns 1, 10, 100, … up to at least `highest` and 10. */
export function decadesTo(highest: number): number[] {
  const count = Math.max(Math.ceil(Math.log10(highest) - 1e-9), 1);
  return Array.from({ length: count + 1 }, (_, power) => 10 ** power);
}

/** Returns 0 and four to ten even steps of 1, 2 or 5 times a power of ten, up to at least `highest`. */
export function stepsTo(highest: number): number[] {
  const power = 10 ** Math.floor(Math.log10(highest / 4));
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => highest / each <= 10) ?? highest;
  const count = Math.ceil(highest / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(6)));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
