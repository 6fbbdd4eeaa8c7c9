import type { Filters } from "../../data/use-filters.ts";
import { serverNow } from "../../now.ts";

/** Lengths of time to look back over, the default first. */
export const periods = ["24h", "1h", "7d", "30d", "all", "custom"] as const;

/** One of them. */
export type Period = (typeof periods)[number];

/** Words for them. */
export const periodLabels: Readonly<Record<Period, string>> = {
  "1h": "last hour",
  "24h": "last 24 hours",
  "7d": "last 7 days",
  "30d": "last 30 days",
  all: "any time",
  custom: "from … to …",
};

const hourMs = 3_600_000;
const lengths = { "1h": hourMs, "24h": 24 * hourMs, "7d": 168 * hourMs, "30d": 720 * hourMs } as const;

/** Bounds as the API takes them; both in terms of when something was made. */
export interface Bounds {
  readonly after?: string;
  readonly before?: string;
}

/** A period as the address names it. */
export interface ChosenPeriod {
  readonly period: Period;
  /** Identifies the period in the key of a query; stays the same as time goes on. */
  readonly key: readonly (string | null)[];
  /** Its bounds as of now. */
  bounds(): Bounds;
}

/** Reads the period in the address (`period`, `from`, `to`). @param byDefault holds where the address names none */
export function periodOf(filters: Filters, byDefault: Period = "24h"): ChosenPeriod {
  const period = filters.get("period") === null ? byDefault : filters.oneOf("period", periods);
  const [from, to] = [filters.get("from"), filters.get("to")];
  return { period, key: [period, from, to], bounds: () => boundsOf(period, serverNow(), from, to) };
}

/** Works out the bounds. @param from, to local times as an input gives them; unreadable ones are left out */
export function boundsOf(period: Period, now: number, from: string | null, to: string | null): Bounds {
  if (period === "all") return {};
  if (period !== "custom") return { after: new Date(now - lengths[period]).toISOString() };
  const [after, before] = [instantOf(from), instantOf(to)];
  return { ...(after && { after }), ...(before && { before }) };
}

function instantOf(local: string | null): string | null {
  const ms = local === null ? Number.NaN : Date.parse(local);
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}
