import { useMemo } from "react";
import { useSearchParams } from "wouter";
import { useFilters } from "../../data/use-filters.ts";
import { serverNow } from "../../now.ts";
import type { ScheduleKind, ScheduleState } from "../../sdk.ts";

/** States in the filter, the first for all. */
export const states = ["all", "active", "paused", "completed", "canceled", "exhausted"] as const;
/** Kinds in the filter. */
export const kinds = ["all", "cron", "interval", "one_shot"] as const;
/** Periods in which a schedule was created; the first is the default. */
export const periods = ["any", "1h", "24h", "7d", "30d"] as const;

const periodMs: Readonly<Record<(typeof periods)[number], number | null>> = {
  any: null,
  "1h": 3_600_000,
  "24h": 86_400_000,
  "7d": 7 * 86_400_000,
  "30d": 30 * 86_400_000,
};

/** Filters as the API takes them. */
export interface ScheduleQuery {
  readonly state?: ScheduleState;
  readonly kind?: ScheduleKind;
  readonly q?: string;
  readonly endpoint_id?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly created_after?: string;
}

/** The filters of the page as they stand in the address. */
export interface ScheduleFilters {
  readonly q: string;
  readonly state: (typeof states)[number];
  readonly kind: (typeof kinds)[number];
  readonly period: (typeof periods)[number];
  readonly endpointId: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly query: ScheduleQuery;
  readonly isFiltered: boolean;
  set(name: string, value: string | null): void;
  setMetadata(metadata: Readonly<Record<string, string>>): void;
  clear(): void;
}

/** Metadata stand in the address as the API has them: `metadata[customer]=42`. */
const ofMetadata = /^metadata\[(.+)\]$/;

/** Reads the filters from the address. */
export function useScheduleFilters(): ScheduleFilters {
  const filters = useFilters();
  const [params, setParams] = useSearchParams();
  const q = filters.get("q") ?? "";
  const state = filters.oneOf("state", states);
  const kind = filters.oneOf("kind", kinds);
  const period = filters.oneOf("created", periods);
  const endpointId = filters.get("endpoint_id");
  const address = params.toString();
  const metadata = useMemo(() => metadataOf(new URLSearchParams(address)), [address]);
  const createdAfter = useMemo(() => startOf(period), [period]);
  const query: ScheduleQuery = {
    ...(q !== "" && { q }),
    ...(state !== "all" && { state }),
    ...(kind !== "all" && { kind }),
    ...(endpointId !== null && { endpoint_id: endpointId }),
    ...(Object.keys(metadata).length > 0 && { metadata }),
    ...(createdAfter !== null && { created_after: createdAfter }),
  };
  return {
    q,
    state,
    kind,
    period,
    endpointId,
    metadata,
    query,
    isFiltered: Object.keys(query).length > 0,
    set: filters.set,
    setMetadata: (next) => setParams((before) => withMetadata(before, next), { replace: true }),
    clear: () => setParams(new URLSearchParams(), { replace: true }),
  };
}

function metadataOf(params: URLSearchParams): Record<string, string> {
  return Object.fromEntries(
    [...params].flatMap(([name, value]) => {
      const key = ofMetadata.exec(name)?.[1];
      return key === undefined ? [] : [[key, value]];
    }),
  );
}

function withMetadata(before: URLSearchParams, metadata: Readonly<Record<string, string>>): URLSearchParams {
  const next = new URLSearchParams([...before].filter(([name]) => !ofMetadata.test(name)));
  for (const [key, value] of Object.entries(metadata)) next.set(`metadata[${key}]`, value);
  return next;
}

function startOf(period: (typeof periods)[number]): string | null {
  const length = periodMs[period];
  return length === null ? null : new Date(serverNow() - length).toISOString();
}
