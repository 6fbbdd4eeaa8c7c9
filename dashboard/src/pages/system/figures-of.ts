import type { ServiceMetrics } from "../../sdk.ts";

/** Figures that the processes tell of themselves, as far as they can be asked. */
export interface SystemFigures {
  readonly processes: readonly ProcessFigures[];
  readonly backlog: Backlog | null;
  /** The worst of all processes; null if none tells. */
  readonly clockAheadMs: number | null;
}

/** One process. */
export interface ProcessFigures {
  readonly name: string;
  /** Of Landfall; null if it does not tell. */
  readonly version: string | null;
  readonly node: string | null;
  readonly memoryBytes: number | null;
  readonly cpuSeconds: number | null;
  readonly startedAt: number | null;
  readonly loopLagMs: number | null;
  /** This machine's clock less the store's. */
  readonly clockAheadMs: number | null;
  readonly standsAside: boolean;
}

/** Deliveries that wait, over all projects. */
export interface Backlog {
  readonly due: number;
  readonly overdue: number;
  readonly oldestOverdueMs: number;
  readonly open: number;
  readonly deadLetters: number;
  readonly inFlight: number;
}

/** Picks the figures that the page shows out of all. */
export function figuresOf({ processes }: ServiceMetrics): SystemFigures {
  const all = Object.entries(processes).map(([name, figures]) => processOf(name, figures));
  const aheads = all.flatMap(({ clockAheadMs }) => clockAheadMs ?? []);
  const worst = aheads.reduce<number | null>(
    (most, each) => (most === null || Math.abs(each) > Math.abs(most) ? each : most),
    null,
  );
  return {
    processes: all.sort((one, other) => one.name.localeCompare(other.name)),
    backlog: backlogOf(Object.values(processes)),
    clockAheadMs: worst,
  };
}

type Figures = Readonly<Record<string, number>>;

function processOf(name: string, figures: Figures): ProcessFigures {
  const ms = (seconds: number | undefined) => (seconds === undefined ? null : seconds * 1_000);
  return {
    name,
    version: labelOf(figures, "landfall_build_info", "version"),
    node: labelOf(figures, "nodejs_version_info", "version"),
    memoryBytes: figures.process_resident_memory_bytes ?? null,
    cpuSeconds: figures.process_cpu_seconds_total ?? null,
    startedAt: ms(figures.process_start_time_seconds),
    loopLagMs: ms(meanOf(figures, "landfall_event_loop_lag_seconds")),
    clockAheadMs: ms(figures.landfall_clock_ahead_seconds),
    standsAside: figures.landfall_standing_aside === 1,
  };
}

/** A label of a figure that says more by its labels than by its value. */
function labelOf(figures: Figures, name: string, label: string): string | null {
  const series = Object.keys(figures).find((key) => key.startsWith(`${name}{`));
  return series === undefined ? null : (new RegExp(`[{,]${label}="([^"]*)"`).exec(series)?.[1] ?? null);
}

/** Mean of a histogram, or the value of a gauge. */
function meanOf(figures: Figures, name: string): number | undefined {
  const [sum, count] = [figures[`${name}_sum`], figures[`${name}_count`]];
  return sum === undefined || count === undefined || count === 0 ? figures[name] : sum / count;
}

/** The store is the same for all dispatchers, so the largest figure is the newest look. */
function backlogOf(all: readonly Figures[]): Backlog | null {
  const most = (name: string) => Math.max(...all.map((figures) => figures[name] ?? 0), 0);
  const sum = (name: string) => all.reduce((total, figures) => total + (figures[name] ?? 0), 0);
  if (!all.some((figures) => "landfall_due_deliveries" in figures)) return null;
  return {
    due: most("landfall_due_deliveries"),
    overdue: most("landfall_overdue_deliveries"),
    oldestOverdueMs: most("landfall_oldest_overdue_seconds") * 1_000,
    open: most("landfall_open_deliveries"),
    deadLetters: most("landfall_dead_letters"),
    inFlight: sum("landfall_attempts_in_flight"),
  };
}
