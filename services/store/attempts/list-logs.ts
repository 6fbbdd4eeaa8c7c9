import type { RowDataPacket } from "mysql2/promise";
import type { Owner } from "../accounts/owner.ts";
import { countEntries } from "../lists/count-entries.ts";
import {
  type Condition,
  contains,
  countRows,
  createdBetween,
  endOfSearch,
  newestFirst,
} from "../lists/newest-first.ts";
import type { Queryable } from "../session/connect.ts";
import {
  type AttemptOutcome,
  type AttemptRecord,
  type AttemptRow,
  attemptBranches,
  attemptColumns,
  toAttemptRecord,
} from "./attempt-record.ts";

export interface LogFilter {
  readonly outcome: AttemptOutcome | null;
  readonly statusCode: number | null;
  readonly endpointId: Buffer | null;
  /** Text that the endpoint contains; null: any. */
  readonly search: string | null;
  readonly startedFrom: number | null;
  readonly startedBefore: number | null;
}

/** An attempt, with the destination and request of its delivery. */
export interface LogRecord extends AttemptRecord {
  readonly endpoint: string;
  readonly method: string;
}

interface LogRow extends AttemptRow {
  endpoint: string | null;
  method: string;
}

const columns = `${attemptColumns.replaceAll(/\w+/g, "a.$&")}, COALESCE(r.endpoint, e.url) AS endpoint, r.method`;

/**
 * Returns a page of the owner's attempts, newest first, on `attempts_by_status` when a status is asked for,
 * else on `attempts_by_outcome`.
 *
 * @param floor the result of `endOfLogSearch`, which bounds the rows that a search reads
 */
export async function listLogs(
  store: Queryable,
  owner: Owner,
  filter: LogFilter,
  before: Buffer | null,
  limit: number,
  floor: Buffer | null,
): Promise<LogRecord[]> {
  const page = logPage(owner, filter, before, limit, floor);
  const rows = await store.rows<LogRow>(page.sql, page.bound);
  return rows.map((row) => ({ ...toAttemptRecord(row), endpoint: row.endpoint ?? "", method: row.method }));
}

/** Builds the statement of a page; exported for the test that asserts its plan. */
export function logPage(
  owner: Owner,
  filter: LogFilter,
  before: Buffer | null,
  limit: number,
  floor: Buffer | null,
): Condition {
  return newestFirst({
    columns,
    from: tables(filter),
    idColumn: "a.id",
    branches: branches(owner, filter),
    filters: [...bounds(filter), ...filters(filter)],
    before,
    floor,
    limit,
  });
}

/** Returns the oldest id that a page may look at; null: no bound is needed. */
export async function endOfLogSearch(
  store: Queryable,
  owner: Owner,
  filter: LogFilter,
  before: Buffer | null,
): Promise<Buffer | null> {
  if (filters(filter).length === 0) return null;
  return endOfSearch(store, {
    from: table(filter),
    idColumn: "a.id",
    branches: branches(owner, filter),
    bounds: bounds(filter),
    before,
  });
}

/** Counts the attempts that match a filter; null when counting would have to look at too many. */
export async function countLogs(store: Queryable, owner: Owner, filter: LogFilter): Promise<number | null> {
  const searched = filters(filter);
  const from = table(filter);
  if (searched.length === 0) {
    return countEntries(store, {
      from,
      idColumn: "a.id",
      branches: branches(owner, filter),
      bounds: bounds(filter),
    });
  }
  if (await endOfLogSearch(store, owner, filter, null)) return null;
  const count = countRows(tables(filter), branches(owner, filter), [...bounds(filter), ...searched]);
  const [row] = await store.rows<RowDataPacket & { total: number }>(count.sql, count.bound);
  return row?.total ?? 0;
}

function table({ statusCode }: LogFilter): string {
  return `attempts a FORCE INDEX (${statusCode === null ? "attempts_by_outcome" : "attempts_by_status"})`;
}

/** A change while an attempt is on the wire moves the delivery, and so its attempts, to the new request. */
function tables(filter: LogFilter): string {
  return `${table(filter)} STRAIGHT_JOIN deliveries d ON d.id = a.delivery_id
    STRAIGHT_JOIN requests r ON r.id = d.request_id LEFT JOIN endpoints e ON e.id = r.endpoint_id`;
}

function branches(owner: Owner, filter: LogFilter): Condition[] {
  if (filter.statusCode === null) return attemptBranches(owner, filter.outcome, "a");
  const bound = [owner.projectId, owner.mode, filter.statusCode];
  return [{ sql: "a.project_id = ? AND a.mode = ? AND a.status_code = ?", bound }];
}

function bounds(filter: LogFilter): Condition[] {
  return createdBetween("a.id", filter.startedFrom, filter.startedBefore);
}

/** Returns the conditions that no index serves. */
function filters(filter: LogFilter): Condition[] {
  const conditions: Condition[] = [];
  if (filter.statusCode !== null && filter.outcome !== null) {
    conditions.push({ sql: "a.outcome = ?", bound: [filter.outcome] });
  }
  if (filter.endpointId) conditions.push({ sql: "r.endpoint_id = ?", bound: [filter.endpointId] });
  if (filter.search !== null) conditions.push(contains(["COALESCE(r.endpoint, e.url)"], filter.search));
  return conditions;
}
