import type { RowDataPacket } from "mysql2/promise";
import type { Queryable } from "../connect.ts";
import type { Owner } from "../mode.ts";
import { type Condition, contains, countRows, createdBetween, newestFirst } from "../newest-first.ts";
import {
  type ScheduleKind,
  type ScheduleRecord,
  type ScheduleRow,
  type ScheduleState,
  scheduleColumns,
  scheduleTables,
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

/** A page of the owner's schedules, newest first, on `schedules_by_kind_and_state`. */
export async function listSchedules(
  store: Queryable,
  owner: Owner,
  filter: ScheduleFilter,
  before: Buffer | null,
  limit: number,
): Promise<ScheduleRecord[]> {
  const page = newestFirst({
    columns: scheduleColumns,
    from: scheduleTables,
    idColumn: "s.id",
    branches: branches(owner, filter),
    filters: filters(filter),
    before,
    limit,
  });
  const rows = await store.rows<ScheduleRow>(page.sql, page.bound);
  return rows.map(toScheduleRecord);
}

/** How many schedules a filter meets. */
export async function countSchedules(
  store: Queryable,
  owner: Owner,
  filter: ScheduleFilter,
): Promise<number> {
  const count = countRows(scheduleTables, branches(owner, filter), filters(filter));
  const [row] = await store.rows<RowDataPacket & { total: number }>(count.sql, count.bound);
  return row?.total ?? 0;
}

function branches(owner: Owner, filter: ScheduleFilter): Condition[] {
  return kinds
    .filter((kind) => filter.kind === null || filter.kind === kind)
    .flatMap((kind) =>
      states
        .filter((state) => filter.state === null || filter.state === state)
        .map((state) => ({
          sql: "s.project_id = ? AND s.mode = ? AND s.kind = ? AND s.state = ?",
          bound: [owner.projectId, owner.mode, kind, state],
        })),
    );
}

function filters(filter: ScheduleFilter): Condition[] {
  const conditions: Condition[] = [];
  if (filter.endpointId) conditions.push({ sql: "s.endpoint_id = ?", bound: [filter.endpointId] });
  if (filter.search !== null) conditions.push(contains(["s.name", "r.endpoint"], filter.search));
  conditions.push(...createdBetween("s.id", filter.createdFrom, filter.createdBefore));
  for (const [key, value] of Object.entries(filter.metadata)) {
    conditions.push({
      sql: "EXISTS (SELECT 1 FROM schedule_metadata m WHERE m.schedule_id = s.id AND m.meta_key = ? AND m.meta_value = ?)",
      bound: [Buffer.from(key), Buffer.from(value)],
    });
  }
  return conditions;
}
