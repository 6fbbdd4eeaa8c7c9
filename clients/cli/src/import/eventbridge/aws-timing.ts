import { leave } from "../imported.ts";
import { startOfYear } from "./start-of-year.ts";
import { toCron } from "./to-cron.ts";

/** A timing of the API, with bounds from the sixth field's years. */
export interface AwsTiming {
  readonly cron?: string;
  readonly every?: string;
  readonly local_fire_at?: string;
  readonly timezone?: string;
  readonly starts_at?: string;
  readonly ends_at?: string;
}

const unitText: Readonly<Record<string, (count: number) => string>> = {
  minute: (count) => `${count}m`,
  hour: (count) => `${count}h`,
  day: (count) => `${count * 24}h`,
};

/**
 * Reads a schedule expression of AWS: `cron(…)` with six fields, `rate(…)`, `at(…)`.
 *
 * @param now milliseconds; years before it are dropped
 * @throws NotImportable if no timing of the API can express it
 */
export function awsTiming(expression: string, timezone: string, now: number): AwsTiming {
  const match = /^(cron|rate|at)\((.*)\)$/.exec(expression.trim());
  const [, kind, inside = ""] = match ?? [];
  if (kind === "rate") return rate(inside);
  if (kind === "at") return { local_fire_at: inside.trim(), timezone };
  if (kind !== "cron") return leave(`“${expression}” is no cron(), rate() or at()`);
  const fields = inside.trim().split(/\s+/);
  if (fields.length !== 6) leave(`its cron has ${fields.length} fields, not six`);
  const years = yearsOf(fields[5] ?? "*");
  const thisYear = new Date(now).getUTCFullYear();
  if (years !== null && years.to < thisYear) leave(`its last year, ${years.to}, is over`);
  return {
    cron: toCron(fields),
    timezone,
    ...(years === null || years.from <= thisYear ? {} : { starts_at: startOfYear(years.from, timezone) }),
    ...(years === null || years.to >= 2_199 ? {} : { ends_at: startOfYear(years.to + 1, timezone) }),
  };
}

function rate(inside: string): AwsTiming {
  const match = /^\s*(\d+)\s+(minute|hour|day)s?\s*$/.exec(inside);
  const text = unitText[match?.[2] ?? ""];
  if (match === null || text === undefined)
    return leave(`“rate(${inside})” is none of minutes, hours or days`);
  return { every: text(Number(match[1])) };
}

/** Null: every year. */
function yearsOf(field: string): { from: number; to: number } | null {
  if (field === "*" || field === "?") return null;
  const match = /^(\d{4})(?:-(\d{4}))?$/.exec(field);
  if (match === null) return leave(`its years, ${field}, are neither one nor a range`);
  return { from: Number(match[1]), to: Number(match[2] ?? match[1]) };
}
