import type { RowDataPacket } from "mysql2/promise";
import type { Owner } from "../accounts/owner.ts";
import { countEntries } from "../lists/count-entries.ts";
import {
  allOf,
  type Condition,
  contains,
  countRows,
  createdBetween,
  endOfSearch,
  newestFirst,
} from "../lists/newest-first.ts";
import type { Queryable } from "../session/connect.ts";
import {
  type ScheduleKind,
  type ScheduleRecord,
  type ScheduleRow,
  type ScheduleState,
  scheduleColumns,
  toScheduleRecord,
} from "./schedule-record.ts";

export interface ScheduleFilter {
  readonly state: ScheduleState | null;
  readonly kind: ScheduleKind | null;
  readonly endpointId: Buffer | null;
  /** Part of the name or the endpoint. */
  readonly search: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly createdFrom: number | null;
  readonly createdBefore: number | null;
}

const kinds: readonly ScheduleKind[] = ["one_shot", "cron", "interval"];
const states: readonly ScheduleState[] = ["active", "paused", "completed", "canceled", "exhausted"];

/**
 * Returns a page of the owner's schedules, newest first, on `schedules_by_kind_and_state`; with metadata, on
 * `schedule_metadata_by_pair` for the first pair; for a profile, which must be the owner's, on
 * `schedules_by_endpoint`.
 *
 * @param floor the result of `endOfScheduleSearch`, which bounds the rows that a search reads
 */
export async function listSchedules(
  store: Queryable,
  owner: Owner,
  filter: ScheduleFilter,
  before: Buffer | null,
  limit: number,
  floor: Buffer | null = null,
): Promise<ScheduleRecord[]> {
  const { tables, idColumn, branches, bounds, filters } = read(owner, filter);
  const page = newestFirst({
    columns: scheduleColumns,
    from: tables,
    idColumn,
    branches,
    filters: [...bounds, ...filters],
    before,
    floor,
    limit,
  });
  const rows = await store.rows<ScheduleRow>(page.sql, page.bound);
  return rows.map(toScheduleRecord);
}

/** Returns the oldest id that a page may look at; null: no bound is needed. */
export async function endOfScheduleSearch(
  store: Queryable,
  owner: Owner,
  filter: ScheduleFilter,
  before: Buffer | null,
): Promise<Buffer | null> {
  const { table, idColumn, branches, bounds, filters } = read(owner, filter);
  if (filters.length === 0) return null;
  return endOfSearch(store, { from: table, idColumn, branches, bounds, before });
}

/**
 * Counts the schedules that match a filter; null when counting would have to look at too many. Without a
 * search it reads the index alone, and so does not check again who owns the profile.
 */
export async function countSchedules(
  store: Queryable,
  owner: Owner,
  filter: ScheduleFilter,
): Promise<number | null> {
  const { table, tables, idColumn, branches, places, bounds, filters } = read(owner, filter);
  if (filters.length === 0) return countEntries(store, { from: table, idColumn, branches: places, bounds });
  if (await endOfScheduleSearch(store, owner, filter, null)) return null;
  const count = countRows(tables, branches, [...bounds, ...filters]);
  const [row] = await store.rows<RowDataPacket & { total: number }>(count.sql, count.bound);
  return row?.total ?? 0;
}

interface Reading {
  /** The table whose index is read in order. */
  readonly table: string;
  readonly tables: string;
  readonly idColumn: string;
  readonly branches: Condition[];
  /** The branches, expressed in columns of that index only. */
  readonly places: Condition[];
  readonly bounds: Condition[];
  /** Conditions that no index serves. */
  readonly filters: Condition[];
}

function read(owner: Owner, filter: ScheduleFilter): Reading {
  const [pair, ...otherPairs] = Object.entries(filter.metadata);
  const filters = otherPairs.map(hasPair);
  if (filter.search !== null) filters.push(contains(["s.name", "r.endpoint"], filter.search));
  if (!pair) return withoutMetadata(owner, filter, filters);
  if (filter.endpointId) filters.push({ sql: "s.endpoint_id = ?", bound: [filter.endpointId] });
  if (filter.kind !== null) filters.push({ sql: "s.kind = ?", bound: [filter.kind] });
  if (filter.state !== null) filters.push({ sql: "s.state = ?", bound: [filter.state] });
  const table = "schedule_metadata m FORCE INDEX (schedule_metadata_by_pair)";
  const branches: Condition[] = [
    {
      sql: "m.project_id = ? AND m.mode = ? AND m.meta_key = ? AND m.meta_value = ?",
      bound: [owner.projectId, owner.mode, Buffer.from(pair[0]), Buffer.from(pair[1])],
    },
  ];
  return {
    table,
    tables: `${table} STRAIGHT_JOIN schedules s ON s.id = m.schedule_id STRAIGHT_JOIN requests r ON r.id = s.request_id`,
    idColumn: "m.schedule_id",
    branches,
    places: branches,
    bounds: createdBetween("m.schedule_id", filter.createdFrom, filter.createdBefore),
    filters,
  };
}

function withoutMetadata(owner: Owner, filter: ScheduleFilter, filters: readonly Condition[]): Reading {
  const { endpointId, kind } = filter;
  // Names the index, since otherwise the server reads the whole table by primary key when it expects few rows
  // in a branch.
  const table = `schedules s FORCE INDEX (${endpointId ? "schedules_by_endpoint" : "schedules_by_kind_and_state"})`;
  const places = endpointId ? byEndpoint(endpointId, filter) : byKindAndState(owner, filter);
  const owned = { sql: "s.project_id = ? AND s.mode = ?", bound: [owner.projectId, owner.mode] };
  const ofKind = endpointId && kind !== null ? [{ sql: "s.kind = ?", bound: [kind] }] : [];
  return {
    table,
    tables: `${table} STRAIGHT_JOIN requests r ON r.id = s.request_id`,
    idColumn: "s.id",
    branches: endpointId ? places.map((place) => allOf([place, owned])) : places,
    places,
    bounds: createdBetween("s.id", filter.createdFrom, filter.createdBefore),
    filters: [...filters, ...ofKind],
  };
}

function byKindAndState(owner: Owner, filter: ScheduleFilter): Condition[] {
  return kinds
    .filter((kind) => filter.kind === null || filter.kind === kind)
    .flatMap((kind) =>
      statesOf(filter).map((state) => ({
        sql: "s.project_id = ? AND s.mode = ? AND s.kind = ? AND s.state = ?",
        bound: [owner.projectId, owner.mode, kind, state],
      })),
    );
}

function byEndpoint(endpointId: Buffer, filter: ScheduleFilter): Condition[] {
  return statesOf(filter).map((state) => ({
    sql: "s.endpoint_id = ? AND s.endpoint_state = ?",
    bound: [endpointId, state],
  }));
}

function statesOf(filter: ScheduleFilter): ScheduleState[] {
  return states.filter((state) => filter.state === null || filter.state === state);
}

function hasPair([key, value]: [string, string]): Condition {
  return {
    sql: "EXISTS (SELECT 1 FROM schedule_metadata o WHERE o.schedule_id = s.id AND o.meta_key = ? AND o.meta_value = ?)",
    bound: [Buffer.from(key), Buffer.from(value)],
  };
}
